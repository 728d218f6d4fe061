"""Countries of the world with capitals, demonyms and other names, as one compact table.

General knowledge, so that "Oslo", "Norwegian" and "Norway" can meet. A capital stands for its
government in the news; whether it does in a given place is for the caller to judge.
"""

_TABLE = """
afghanistan|kabul|afghan
albania|tirana|albanian
algeria|algiers|algerian
andorra||andorran
angola|luanda|angolan
argentina|buenos aires|argentine,argentinian
armenia|yerevan|armenian
australia|canberra|australian,aussie
austria|vienna|austrian
azerbaijan|baku|azerbaijani,azeri
bahamas|nassau|bahamian
bahrain|manama|bahraini
bangladesh|dhaka|bangladeshi
barbados|bridgetown|barbadian
belarus|minsk|belarusian,belarussian
belgium||belgian
belize|belmopan|belizean
benin|porto-novo|beninese
bhutan|thimphu|bhutanese
bolivia|la paz|bolivian
bosnia||bosnian|bosnia and herzegovina,bosnia-herzegovina
botswana|gaborone|motswana
brazil|brasilia|brazilian
brunei||bruneian
bulgaria|sofia|bulgarian
burkina faso|ouagadougou|burkinabe
burundi|bujumbura|burundian
cambodia|phnom penh|cambodian
cameroon|yaounde|cameroonian
canada|ottawa|canadian
cape verde|praia|cape verdean|cabo verde
central african republic|bangui|
chad|n'djamena|chadian
chile|santiago|chilean
china|beijing|chinese|people's republic of china,prc
colombia|bogota|colombian
comoros|moroni|comorian
costa rica|san jose|costa rican
croatia|zagreb|croatian,croat
cuba|havana|cuban
cyprus|nicosia|cypriot
czech republic|prague|czech|czechia
denmark|copenhagen|danish,dane
djibouti||djiboutian
dominican republic|santo domingo|dominican
dr congo|kinshasa|congolese|democratic republic of the congo,democratic republic of congo,drc
east timor|dili|timorese|timor-leste
ecuador|quito|ecuadorian,ecuadorean
egypt|cairo|egyptian
el salvador|san salvador|salvadoran,salvadorean
equatorial guinea|malabo|
eritrea|asmara|eritrean
estonia|tallinn|estonian
eswatini|mbabane|swazi|swaziland
ethiopia|addis ababa|ethiopian
fiji|suva|fijian
finland|helsinki|finnish,finn
france|paris|french
gabon|libreville|gabonese
gambia|banjul|gambian
georgia|tbilisi|
germany|berlin|german
ghana|accra|ghanaian
greece|athens|greek
grenada||grenadian
guatemala|guatemala city|guatemalan
guinea|conakry|guinean
guinea-bissau|bissau|
guyana||guyanese
haiti|port-au-prince|haitian
honduras|tegucigalpa|honduran
hungary|budapest|hungarian
iceland|reykjavik|icelandic,icelander
india|new delhi|indian|delhi
indonesia|jakarta|indonesian
iran|tehran|iranian|islamic republic of iran,teheran
iraq|baghdad|iraqi
ireland|dublin|irish|republic of ireland
israel||israeli
italy|rome|italian
ivory coast|yamoussoukro|ivorian|cote d'ivoire
jamaica||jamaican
japan|tokyo|japanese
jordan|amman|jordanian
kazakhstan|astana|kazakh,kazakhstani
kenya|nairobi|kenyan
kosovo|pristina|kosovar,kosovan
kuwait|kuwait city|kuwaiti
kyrgyzstan|bishkek|kyrgyz
laos|vientiane|laotian,lao
latvia|riga|latvian
lebanon|beirut|lebanese
lesotho|maseru|basotho
liberia|monrovia|liberian
libya|tripoli|libyan
liechtenstein|vaduz|
lithuania|vilnius|lithuanian
luxembourg||luxembourgish
madagascar|antananarivo|malagasy
malawi|lilongwe|malawian
malaysia|kuala lumpur|malaysian
maldives||maldivian
mali|bamako|malian
malta|valletta|maltese
mauritania|nouakchott|mauritanian
mauritius|port louis|mauritian
mexico|mexico city|mexican
moldova|chisinau|moldovan
monaco||monegasque
mongolia|ulaanbaatar|mongolian|ulan bator
montenegro|podgorica|montenegrin
morocco|rabat|moroccan
mozambique|maputo|mozambican
myanmar|naypyidaw|burmese|burma
namibia|windhoek|namibian
nepal|kathmandu|nepali,nepalese
netherlands|amsterdam|dutch|holland,the hague
new zealand|wellington|
nicaragua|managua|nicaraguan
niger|niamey|nigerien
nigeria|abuja|nigerian
north korea|pyongyang|north korean|n. korea,n korea,dprk,democratic people's republic of korea
north macedonia|skopje|macedonian|macedonia
norway|oslo|norwegian
oman|muscat|omani
pakistan|islamabad|pakistani
palestine|ramallah|palestinian
panama|panama city|panamanian
papua new guinea|port moresby|
paraguay|asuncion|paraguayan
peru|lima|peruvian
philippines|manila|philippine,filipino
poland|warsaw|polish
portugal|lisbon|portuguese
qatar|doha|qatari
republic of congo|brazzaville|
romania|bucharest|romanian
russia|moscow|russian|russian federation,kremlin
rwanda|kigali|rwandan
samoa|apia|samoan
saudi arabia|riyadh|saudi,saudi arabian
senegal|dakar|senegalese
serbia|belgrade|serbian,serb
seychelles||seychellois
sierra leone|freetown|sierra leonean
singapore||singaporean
slovakia|bratislava|slovak,slovakian
slovenia|ljubljana|slovenian,slovene
solomon islands|honiara|
somalia|mogadishu|somali
south africa|pretoria|south african|s. africa
south korea|seoul|south korean|s. korea,s korea,republic of korea,rok
south sudan|juba|south sudanese
spain|madrid|spanish,spaniard
sri lanka|colombo|sri lankan
sudan|khartoum|sudanese
suriname|paramaribo|surinamese
sweden|stockholm|swedish,swede
switzerland|bern|swiss
syria|damascus|syrian
taiwan|taipei|taiwanese
tajikistan|dushanbe|tajik
tanzania|dodoma|tanzanian
thailand|bangkok|thai
togo|lome|togolese
tonga||tongan
trinidad and tobago|port of spain|trinidadian
tunisia|tunis|tunisian
turkey|ankara|turkish,turk|turkiye
turkmenistan|ashgabat|turkmen
uganda|kampala|ugandan
ukraine|kyiv|ukrainian|kiev
united arab emirates|abu dhabi|emirati|uae,u.a.e.
united kingdom|london|british,briton|uk,u.k.,britain,great britain
united states||american|us,u.s.,usa,u.s.a.,america,united states of america
uruguay|montevideo|uruguayan
uzbekistan|tashkent|uzbek
vanuatu|port vila|
vatican||
venezuela|caracas|venezuelan
vietnam|hanoi|vietnamese
yemen|sanaa|yemeni|sana'a
zambia|lusaka|zambian
zimbabwe|harare|zimbabwean
"""


def _read() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for row in _TABLE.split("\n"):
        if not row:
            continue
        country, capital, demonyms, *others = row.split("|")
        names[country] = country
        for demonym in filter(None, demonyms.split(",")):
            names[demonym] = country
            names[demonym + "s"] = country
        for other in filter(None, ",".join(others).split(",")):
            names[other] = country
        if capital:
            capitals[capital] = country
    capitals |= {
        other: names.pop(other) for other in ("kiev", "delhi", "the hague", "ulan bator", "sana'a")
    }
    return names, capitals


COUNTRIES, CAPITALS = _read()
"""``COUNTRIES``: any name, demonym or abbreviation of a country, folded -> its usual English name.
``CAPITALS``: a capital, folded -> its country. "Washington" is left out: it is a state and a
president as often."""
