"""Words that tell what kind of thing a name is: titles, offices, parts of organisations' names.

Tables only; ``names`` reads them.
"""

from index.claims.listing import word_set
from index.claims.words import STOP_WORDS

TITLES = word_set("""
    sens govs pres det atty asst messrs cmdr supt hon
    mr mrs ms miss mx dr prof professor sir dame lord lady madam president vice deputy prime
    minister premier chancellor secretary general secretary-general treasurer king queen
    prince princess emperor sultan sheikh emir pope cardinal archbishop bishop rev reverend
    father imam ayatollah rabbi sen senator senators rep reps representative representatives
    congressman congresswoman gov governor governors mayor councilman councilwoman judge
    justice justices chief chairman chairwoman chair speaker leader director commissioner
    commander col colonel gen lt lieutenant capt captain sgt sergeant cpl corporal maj major
    adm admiral officer detective sheriff inspector superintendent constable ambassador envoy
    adviser advisor strategist correspondent editor commentator pundit author columnist activist
    lawyer actor actress singer billionaire
    spokesman spokeswoman spokesperson ceo cfo founder coach manager attorney counsel acting
    former ex whip undersecretary marshal brigadier pfc pvt
    """)
"""Words before a person's name that are not part of it."""

FIELDS = word_set("""
    foreign defense defence interior finance health trade labor labour treasury education
    energy housing transportation majority minority republican democratic democrat homeland
    security state special first staff press national municipal agriculture commerce
    intelligence climate
    """)
"""Words that are part of a title before another word of it ("Foreign Minister", "Secretary of
State") and of a name elsewhere ("Foreign Ministry", "Security Council")."""

HONORIFICS = word_set("""
    sens reps govs cmdr
    mr mrs ms miss dr prof professor sir president minister premier chancellor senator sen rep
    representative gov governor mayor judge justice king queen prince princess pope cardinal
    bishop archbishop rev col gen lt capt sgt adm maj secretary secretary-general general
    speaker chairman chairwoman ambassador spokesman spokeswoman officer detective sheriff
    lord lady congressman congresswoman coach captain colonel lieutenant sergeant commissioner
    director
    """)
"""Titles that only ever stand before a person."""

ORGANISED = word_set("""
    house party council committee university college school department ministry office agency
    service bureau association organization organisation union court bank company corporation
    corp inc ltd group institute center centre church hospital police force forces army navy
    guard news times post journal press network channel league club team street avenue road
    park bridge river lake mountain mount island islands sea ocean bay county city state
    states district province region airport station stadium hall building tower square act
    bill treaty agreement administration government congress senate parliament assembly
    commission board foundation fund society federation alliance coalition movement front
    brigade nations kingdom republic north south east west northern southern eastern western
    central peninsula coast valley
    """)
"""Words that show a name is not a person's."""

NOT_NAMES = STOP_WORDS | word_set("""
    i oh yes ok okay please dear photo image caption video copyright
    police officials officers people troops soldiers authorities witnesses investigators
    critics supporters opponents experts analysts lawmakers protesters residents investors
    shares rescuers workers doctors voters reporters prosecutors neighbors neighbours
    survivors editor read watch click follow share sign advertisement breaking updated related
    earlier nearly roughly sources according given following speaking asked citing based
    including
    """)
"""Words that open sentences with a capital letter and name nobody."""

ALIASES = {
    "north atlantic treaty organization": "nato",
    "united nations": "un",
    "u.n.": "un",
    "european union": "eu",
    "e.u.": "eu",
    "world health organization": "who",
    "international monetary fund": "imf",
    "federal bureau of investigation": "fbi",
    "central intelligence agency": "cia",
    "national security agency": "nsa",
    "environmental protection agency": "epa",
    "internal revenue service": "irs",
    "associated press": "ap",
    "international atomic energy agency": "iaea",
    "world trade organization": "wto",
    "european central bank": "ecb",
    "federal reserve": "fed",
    "g.o.p.": "republican",
    "gop": "republican",
    "republican party": "republican",
    "republicans": "republican",
    "democratic party": "democrat",
    "democrats": "democrat",
    "democratic": "democrat",
    "islamic state": "isis",
    "isil": "isis",
    "u.s. supreme court": "supreme court",
    "u.n. security council": "un security council",
    "united nations security council": "un security council",
    "security council": "un security council",
}

NO_PERSON = (
    ORGANISED
    | FIELDS
    | word_set("""
    alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho
    illinois iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota
    mississippi missouri montana nebraska nevada hampshire ohio oklahoma oregon pennsylvania
    tennessee texas utah vermont washington wisconsin wyoming york angeles francisco
    republicans democrats independents conservatives liberals americans christians muslims jews
    americans white black african asian european latin pacific atlantic arctic middle big
    act tax care plan day week month year american amendment constitution christmas
    twitter facebook google youtube instagram amazon apple microsoft
    """)
)
"""Words no person's name holds: organisations, fields, places, parties."""
