"""Three made-up events, each told claim by claim in several languages, and what cosines they get.

    python -m tests.benchmarks.translations

prints, for a threshold of cosine and mutual best match, how many claims of one report find their
counterpart in another language and how many find another claim. The thresholds in
``index.claims.abroad`` were read off its table.
"""

from itertools import combinations

import numpy as np

from index.claims.encoder import load_encoder

DAM = {
    "en": (
        "The dam in the Arden valley broke on Monday morning after three days of rain.",
        "At least 40 people were killed, Mayor Ana Berg said.",
        "The government sent 1,500 firefighters to the region.",
        "Engineers had warned of cracks in the wall two years ago.",
        "The main road to Oldford is closed until further notice.",
        "Prime Minister Carl Dunn promised the victims' families quick help.",
    ),
    "ko": (
        "사흘간 내린 비 끝에 월요일 아침 아르덴 계곡의 댐이 무너졌다.",
        "아나 베르그 시장은 최소 40명이 숨졌다고 말했다.",
        "정부는 이 지역에 소방관 1천500명을 보냈다.",
        "기술자들은 2년 전 댐 벽의 균열을 경고했다.",
        "올드퍼드로 가는 주요 도로는 추후 통보가 있을 때까지 폐쇄된다.",
        "칼 던 총리는 희생자 가족들에게 신속한 지원을 약속했다.",
    ),
    "de": (
        "Nach drei Tagen Regen brach am Montagmorgen der Damm im Ardental.",
        "Mindestens 40 Menschen kamen ums Leben, sagte Bürgermeisterin Ana Berg.",
        "Die Regierung schickte 1.500 Feuerwehrleute in die Region.",
        "Ingenieure hatten vor zwei Jahren vor Rissen in der Mauer gewarnt.",
        "Die Hauptstraße nach Oldford ist bis auf Weiteres gesperrt.",
        "Ministerpräsident Carl Dunn versprach den Familien der Opfer schnelle Hilfe.",
    ),
    "fr": (
        "Le barrage de la vallée d'Arden a cédé lundi matin après trois jours de pluie.",
        "Au moins 40 personnes sont mortes, a déclaré la maire Ana Berg.",
        "Le gouvernement a envoyé 1 500 pompiers dans la région.",
        "Des ingénieurs avaient signalé des fissures dans le mur il y a deux ans.",
        "La route principale vers Oldford est fermée jusqu'à nouvel ordre.",
        "Le premier ministre Carl Dunn a promis une aide rapide aux familles des victimes.",
    ),
}
TALKS = {
    "en": (
        "Norland and Sudmark resumed talks on fishing rights in Geneva on Tuesday.",
        "Norland's foreign minister said the two sides were close to an agreement.",
        "Sudmark wants to raise its quota for herring by 12 percent.",
        "Fishermen blocked the harbour of Penwick with 60 boats in protest.",
        "The last agreement expired in March after seven years.",
        "A decision is expected by the end of the week.",
    ),
    "ko": (
        "노를란드와 수드마르크는 화요일 제네바에서 어업권 협상을 재개했다.",
        "노를란드 외무장관은 양측이 합의에 가까워졌다고 밝혔다.",
        "수드마르크는 청어 할당량을 12퍼센트 늘리기를 원한다.",
        "어민들은 항의의 뜻으로 배 60척을 동원해 펜윅 항구를 봉쇄했다.",
        "지난 협정은 7년 만인 3월에 만료됐다.",
        "이번 주말까지 결정이 나올 것으로 예상된다.",
    ),
    "es": (
        "Norlandia y Sudmark reanudaron el martes en Ginebra las conversaciones sobre la pesca.",
        "El ministro de Exteriores de Norlandia dijo que las partes están cerca de un acuerdo.",
        "Sudmark quiere aumentar su cuota de arenque en un 12 por ciento.",
        "Los pescadores bloquearon el puerto de Penwick con 60 barcos en señal de protesta.",
        "El último acuerdo expiró en marzo después de siete años.",
        "Se espera una decisión antes del fin de semana.",
    ),
    "ru": (
        "Норланд и Судмарк возобновили во вторник в Женеве переговоры о рыболовстве.",
        "Министр иностранных дел Норланда заявил, что стороны близки к соглашению.",
        "Судмарк хочет увеличить свою квоту на сельдь на 12 процентов.",
        "Рыбаки в знак протеста заблокировали порт Пенвик 60 лодками.",
        "Последнее соглашение истекло в марте после семи лет.",
        "Решение ожидается до конца недели.",
    ),
}
PLANT = {
    "en": (
        "Brightwater will close its car plant on Helm Street in Marlow next summer.",
        "About 2,300 workers will lose their jobs, the company said on Friday.",
        "The union called a strike and demanded talks with the management.",
        "Shares of Brightwater rose 4 percent after the announcement.",
        "The plant opened in 1974 and once built half of the country's buses.",
        "The city fears a loss of 30 million euros in taxes a year.",
    ),
    "ko": (
        "브라이트워터는 내년 여름 말로 헬름가의 자동차 공장을 폐쇄한다.",
        "회사는 금요일 약 2천300명의 노동자가 일자리를 잃을 것이라고 밝혔다.",
        "노조는 파업을 선언하고 경영진과의 대화를 요구했다.",
        "발표 후 브라이트워터 주가는 4퍼센트 올랐다.",
        "이 공장은 1974년에 문을 열었고 한때 국내 버스의 절반을 생산했다.",
        "시는 연간 3천만 유로의 세수 손실을 우려하고 있다.",
    ),
    "ja": (
        "ブライトウォーターは来年夏、マーロウのヘルム通りの自動車工場を閉鎖する。",
        "同社は金曜日、約2300人の労働者が職を失うと発表した。",
        "労働組合はストライキを宣言し、経営陣との協議を求めた。",
        "発表後、ブライトウォーターの株価は4%上昇した。",
        "この工場は1974年に開業し、かつては国内のバスの半分を製造していた。",
        "市は年間3000万ユーロの税収減を懸念している。",
    ),
    "tr": (
        "Brightwater, Marlow'daki Helm Caddesi otomobil fabrikasını gelecek yaz kapatacak.",
        "Şirket cuma günü yaklaşık 2.300 işçinin işini kaybedeceğini açıkladı.",
        "Sendika grev ilan etti ve yönetimle görüşme talep etti.",
        "Açıklamanın ardından Brightwater hisseleri yüzde 4 yükseldi.",
        "Fabrika 1974'te açıldı ve bir zamanlar ülkedeki otobüslerin yarısını üretti.",
        "Şehir yılda 30 milyon euro vergi kaybından korkuyor.",
    ),
}
EVENTS = (DAM, TALKS, PLANT)


def main() -> None:
    """Print the share of right and wrong matches by threshold."""
    encoder = load_encoder().encoder
    if encoder is None:
        raise SystemExit(load_encoder().reason)
    right: list[float] = []
    wrong: list[float] = []
    leads: tuple[list[float], list[float]] = ([], [])
    for event in EVENTS:
        for one, two in combinations(event, 2):
            alike = encoder.encode(event[one]) @ encoder.encode(event[two]).T
            best = (alike == alike.max(1, keepdims=True)) & (alike == alike.max(0))
            for i, j in np.argwhere(best):
                (right if i == j else wrong).append(float(alike[i, j]))
    told = [(e, " ".join(event[lang][:3])) for e, event in enumerate(EVENTS) for lang in event]
    vectors = encoder.encode([text for _, text in told])
    for (e, u), (f, v) in combinations(zip((e for e, _ in told), vectors, strict=True), 2):
        leads[e != f].append(float(u @ v))
    pairs = sum(len(event["en"]) * 6 for event in EVENTS)
    print(f"{'cosine':>8}{'right':>8}{'wrong':>8}   of {pairs} claims, mutual best matches")
    for cut in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7):
        print(f"{cut:8.2f}{sum(x >= cut for x in right):8}{sum(x >= cut for x in wrong):8}")
    print(f"leads of one event: lowest {min(leads[0]):.2f}; of two: highest {max(leads[1]):.2f}")


if __name__ == "__main__":
    main()
