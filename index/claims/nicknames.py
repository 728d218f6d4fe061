"""Given names that one person goes by: in full, and short.

General knowledge of English-speaking newsrooms, where "Bill" and "William" are one man.
"""

from index.claims.listing import word_set

_CALLED = """
william bill billy will willie liam
robert bob bobby rob robbie bert
richard dick rick ricky rich
james jim jimmy jamie
john johnny jack jon
jonathan jon
joseph joe joey
thomas tom tommy
michael mike mick mickey micky
daniel dan danny
david dave davey
edward ed eddie ted ned
edwin ed eddie
theodore ted teddy
charles charlie chuck chas
christopher chris kit
christine chris christina chrissy tina
anthony tony
steven steve stephen
andrew andy drew
matthew matt
gregory greg
jeffrey jeff geoffrey geoff
kenneth ken kenny
ronald ron ronnie
donald don donny
timothy tim
nicholas nick nicky
alexander alex sandy alec
samuel sam sammy
benjamin ben benny
patrick pat paddy
patricia pat patty tricia trish
lawrence larry laurence
gerald gerry jerry
jerome jerry
raymond ray
walter walt wally
frederick fred freddie
francis frank
franklin frank
albert al bert
alfred al fred alf
alan al allan allen
philip phil phillip
peter pete
paul paulie
douglas doug
eugene gene
leonard len lenny leo
lewis louis lou
nathaniel nathan nate nat
zachary zach zack
joshua josh
jacob jake
bernard bernie
vincent vince vinny
victor vic
harold harry hal
henry harry hank
arthur art artie
martin marty
mitchell mitch
maxwell max
terrence terry terence
theresa terry teresa
elizabeth liz beth betty lizzie eliza betsy
katherine kathy kate katie cathy catherine kathryn kay
margaret maggie meg peggy marge
susan sue susie suzanne
deborah debbie deb debra
barbara barb
jennifer jen jenny
jessica jess jessie
rebecca becky becca
pamela pam
victoria vicky tori
sandra sandy
cynthia cindy
judith judy
kimberly kim
abigail abby
amanda mandy
samantha sam
alexandra alex sandra sandy
stephanie steph
nancy nan
dorothy dot dottie
rudolph rudy
condoleezza condi
"""

_TOGETHER = tuple(word_set(line) for line in _CALLED.strip().splitlines())
_SHORT = {
    name: frozenset().union(*(called for called in _TOGETHER if name in called))
    for name in frozenset().union(*_TOGETHER)
}


def are_called_alike(x: str, y: str) -> bool:
    """Whether two names, by their keys, differ only in a given name and its short form.

    "bill berg" and "william berg"; "jim" and "james" alone.
    """
    here, there = x.split(), y.split()
    if not here or not there or here[1:][-1:] != there[1:][-1:]:
        return False
    return here[0] != there[0] and there[0] in _SHORT.get(here[0], ())
