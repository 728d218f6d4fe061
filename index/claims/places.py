"""Places beside countries and capitals that news names by one word or two: states, large cities.

General knowledge, so that a place is known for one where its capital letter tells nothing: at the
head of a sentence, in a headline.
"""

_REGIONS = """
alabama,alaska,arizona,arkansas,california,colorado,connecticut,delaware,florida,hawaii,idaho
illinois,indiana,iowa,kansas,kentucky,louisiana,maine,maryland,massachusetts,michigan,minnesota
mississippi,missouri,montana,nebraska,nevada,new hampshire,new jersey,new mexico,new york
north carolina,north dakota,ohio,oklahoma,oregon,pennsylvania,rhode island,south carolina
south dakota,tennessee,texas,utah,vermont,virginia,washington,west virginia,wisconsin,wyoming
ontario,quebec,alberta,british columbia,manitoba,nova scotia,saskatchewan,new south wales
queensland,tasmania,scotland,wales,england,northern ireland,bavaria,saxony,catalonia,sicily
lombardy,kashmir,punjab,kerala,gujarat,tamil nadu,maharashtra,bengal,hokkaido,okinawa,tibet
xinjiang,sichuan,guangdong,crimea,donetsk,luhansk,chechnya,dagestan,siberia,darfur,tigray,gaza
west bank,sinai,kurdistan,aceh,bali,java,sumatra,mindanao,patagonia,chiapas
"""
_CITIES = """
chicago,boston,seattle,houston,dallas,miami,denver,atlanta,philadelphia,phoenix,detroit,baltimore
san francisco,los angeles,san diego,san antonio,las vegas,new orleans,pittsburgh,cleveland
cincinnati,minneapolis,milwaukee,memphis,nashville,charlotte,orlando,tampa,sacramento,oakland
portland,austin,st louis,kansas city,honolulu,anchorage,charleston,baton rouge,salt lake city
toronto,montreal,vancouver,calgary,tijuana,guadalajara,monterrey,sao paulo,rio de janeiro
medellin,guayaquil,cordoba,rosario,barcelona,seville,valencia,lisbon,porto,milan,naples,turin
venice,florence,munich,hamburg,cologne,frankfurt,stuttgart,dresden,zurich,geneva,lyon,marseille
nice,toulouse,lille,antwerp,rotterdam,manchester,liverpool,birmingham,glasgow,edinburgh,belfast
leeds,bristol,cardiff,gothenburg,malmo,krakow,gdansk,kharkiv,odesa,odessa,lviv,mariupol,kherson
st petersburg,novosibirsk,vladivostok,istanbul,izmir,jerusalem,tel aviv,haifa,hebron,nablus
aleppo,homs,idlib,mosul,basra,fallujah,tikrit,kirkuk,najaf,karbala,isfahan,shiraz,kandahar,herat
jalalabad,karachi,lahore,peshawar,quetta,mumbai,bombay,calcutta,kolkata,chennai,bangalore
hyderabad,ahmedabad,chittagong,mandalay,yangon,shanghai,guangzhou,shenzhen,wuhan,chongqing
tianjin,hong kong,macau,osaka,kyoto,nagoya,hiroshima,nagasaki,fukushima,sapporo,busan,incheon
ho chi minh city,da nang,surabaya,davao,cebu,sydney,melbourne,brisbane,perth,adelaide,auckland
johannesburg,cape town,durban,lagos,kano,mombasa,alexandria,casablanca,benghazi,misrata,aden
jeddah,mecca,medina,dubai,sharjah,juba,goma
"""


def _names(table: str) -> frozenset[str]:
    return frozenset(name for line in table.strip().split("\n") for name in line.split(","))


REGIONS = _names(_REGIONS)
"""Names of states, provinces and regions, folded."""

CITIES = _names(_CITIES)
"""Names of large cities that are no capitals, folded."""
