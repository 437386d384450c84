"""Sentences of many topics and the counts that must come out of each; a third of them hold numbers that count no harm.

A count is written "killed 18" (exactly), "killed 18+" (at least), "killed -18" (at most), "killed 10-15", "killed ?"
(words without a number); "part" and "total" stand behind it.
"""

from __future__ import annotations

import pytest

from reportedly.reading.counts import find_counts
from reportedly.reading.lang.en.reader import shared_parser
from reportedly.records import Count

DOZENS = [
    ("Half a dozen soldiers were wounded near Orvek.", "injured 6"),
    ("Two dozen miners died when the shaft at Tolna gave way.", "killed 24"),
    ("A dozen and a half villagers drowned in the Sarn.", "killed 18"),
    ("The mudslide killed about two dozen people and injured half a dozen.", "killed 24; injured 6"),
    ("A couple of dozen protesters were arrested in Velmar.", "detained 24"),
    ("Several dozen militiamen were killed near Orvek.", "killed 36+"),
    ("More than a dozen pupils were hurt when the stand collapsed.", "injured 12+"),
    ("Half a million people were displaced by the storm.", "displaced 500000"),
    ("A pair of climbers died on Mount Tolna.", "killed 2"),
    ("A couple of hikers were killed by a falling tree.", "killed 2"),
]

BOUNDS = [
    ("No fewer than 40 villagers were killed in Orvek.", "killed 40+"),
    ("Upwards of 300 people died of measles.", "killed 300+"),
    ("Not fewer than nine passengers perished when the ferry sank.", "killed 9+"),
    ("The landslide killed 20 to 30 people.", "killed 20-30"),
    ("The blast killed 10-15 traders and wounded between 30 and 40.", "killed 10-15; injured 30-40"),
    ("Between 20 and 30 fighters were killed.", "killed 20-30"),
    ("An estimated 8–10 people died in the crush.", "killed 8-10"),
    ("Some 60 to 70 sailors are missing.", "missing 60-70"),
    ("Close to 200 people lost their lives in the flood.", "killed 200"),
    ("Fewer than ten people were hurt.", "injured -10"),
    ("Nine or more people were killed in the shooting.", "killed 9+"),
    ("The number of dead in the raid was raised from nine to 12 on Monday.", "killed 12"),
    ("Wildfires forced 3,000 residents to flee.", "displaced 3000"),
    ("Rebels seized 12 engineers and are holding 40 hostages.", "detained 12; detained 40"),
]

VAGUE = [
    ("Dozens of villagers drowned.", "killed 12+"),
    ("The rocket killed seven people and wounded scores.", "killed 7; injured 20+"),
    ("The fire killed nine and injured several.", "killed 9; injured 3+"),
    ("Hundreds were arrested after the march in Velmar.", "detained 100+"),
    ("Tens of thousands fled the valley.", "displaced 10000+"),
    ("Hundreds of thousands of people were displaced by the quake.", "displaced 100000+"),
    ("Scores of worshippers were trampled to death in Tolna.", "killed 20+"),
    ("Many people were killed in the clashes.", "killed ?"),
]

SINGLES = [
    ("The mayor of Orvek was assassinated on Tuesday.", "killed 1"),
    ("Two brothers and their mother were killed when a shell hit their yard.", "killed 2; killed 1"),
    ("A farmer and his son were killed by a landmine.", "killed 1; killed 1"),
    ("Journalist shot dead in Velmar", "killed 1"),
    ("One soldier was killed and another wounded in the ambush.", "killed 1; injured 1"),
    ("The bomb killed the governor and four others.", "killed 1; killed 4"),
    ("A nurse died of the fever in Tolna.", "killed 1"),
    ("Her brother was shot dead at the checkpoint.", "killed 1"),
    ("A cyclist was killed when a lorry ran a red light.", "killed 1"),
    ("The driver of the bus died at the scene.", "killed 1"),
    ("A rocket killed Ilan Brill and wounded Sela Damm.", "killed 1; injured 1"),
    ("Teenager killed by falling rock near Tolna", "killed 1"),
    ("A man was beaten to death by a mob in Orvek.", "killed 1"),
    ("Police detained the editor of the Velmar Ledger.", "detained 1"),
    ("A pregnant woman was trampled to death.", "killed 1"),
    ("A child has died of cholera in Tolna.", "killed 1"),
    ("The body of a fisherman was found on the beach.", "killed 1"),
]

BODIES = [
    ("Rescuers pulled nine bodies from the rubble.", "killed 9"),
    ("Divers recovered 14 bodies from the ferry.", "killed 14"),
    ("At least 46 bodies were found in a pit near Orvek.", "killed 46+"),
    ("The bodies of 12 migrants washed ashore at Tolna.", "killed 12"),
    ("Villagers buried 31 bodies on Sunday.", "killed 31"),
]

LINES = [
    ("Killed: 14. Wounded: 30", "killed 14; injured 30"),
    ("Dead: 7", "killed 7"),
    ("Deaths: 212", "killed 212"),
    ("Injured: 52", "injured 52"),
    ("Missing: 3", "missing 3"),
    ("Death toll: at least 19", "killed 19+"),
    ("Train crash near Orvek: 12 dead, 40 hurt", "killed 12; injured 40"),
]

TOLLS = [
    ("The floods claimed 61 lives in the north.", "killed 61"),
    ("The crash cost 17 people their lives.", "killed 17"),
    ("The outbreak has killed 38 people since June.", "killed 38 total"),
    ("So far this year 240 people have been murdered in Velmar.", "killed 240 total"),
    ("Police put the number of dead at 23.", "killed 23"),
    ("The number of people known to have died rose to 31.", "killed 31"),
    ("The death toll was revised from 40 to 31.", "killed 31"),
    ("The governor lowered the toll from 17 to 14.", "killed 14"),
    ("The toll rose to 31, up from 24 on Monday.", "killed 31"),
    ("The bomb killed 31 people, not 40 as first reported.", "killed 31"),
    ("The quake left 300 dead, 1,200 injured and 5,000 homeless.", "killed 300; injured 1200; displaced 5000"),
    ("Eleven passengers burned to death in the coach.", "killed 11"),
    ("Gunmen shot dead six farmers.", "killed 6"),
    ("Police shot and killed three marchers in Velmar.", "killed 3"),
    ("Soldiers gunned down 15 villagers.", "killed 15"),
    ("Heatwave: 44 deaths in a week, ministry says", "killed 44"),
    ("The avalanche buried a hut, killing all 19 people inside.", "killed 19"),
    ("Two were killed and a mill was burned, according to residents.", "killed 2"),
    ("Five people have died and 200 have been hospitalised with cholera.", "killed 5; injured 200"),
    ("Four people were swept away and drowned.", "killed 4"),
    ("Of the 31 wounded, nine have died.", "injured 31; killed 9"),
    ("There were 12 deaths and 40 injuries.", "killed 12; injured 40"),
    ("Two soldiers were killed in Orvek and four in Tolna.", "killed 2; killed 4"),
]

MORE = [
    ("The mob beat three men to death in Orvek.", "killed 3"),
    ("The plague killed 2011 people.", "killed 2011"),
    ("Flooding has claimed at least 118 lives since Friday.", "killed 118+"),
    ("The cyclone killed 34 people and left 12 missing.", "killed 34; missing 12"),
    ("The ministry recorded 14 new deaths and 310 new cases of cholera.", "killed 14"),
    ("The pilot and three passengers were killed.", "killed 1; killed 3"),
    ("Soldiers opened fire, killing at least eight and wounding dozens more.", "killed 8+; injured 12+"),
    ("Militiamen massacred more than 100 villagers, among them 30 children.", "killed 100+; killed 30 part"),
    ("The factory collapsed; 27 bodies had been recovered by nightfall.", "killed 27"),
    ("The official toll stands at 57, with 200 still unaccounted for.", "killed 57; missing 200"),
    ("Officials raised the death toll to 64 from 57.", "killed 64"),
    ("The number of injured climbed to 412.", "injured 412"),
    ("Lightning killed a shepherd and 40 of his sheep.", "killed 1"),
    ("Three children aged 4, 7 and 11 died in the house fire.", "killed 3"),
    ("Twin brothers, 19, drowned in the reservoir.", ""),
    ("A mother and her two daughters were stabbed to death.", "killed 1; killed 2"),
    ("The shelling wounded a 70-year-old woman and her grandson, 8.", "injured 1; injured 1"),
    ("Half of the 60 passengers were injured.", ""),
    ("One in five of the 200 passengers was injured.", ""),
    ("One in five children died before the age of five.", ""),
    ("The city logged 212 murders last year.", "killed 212"),
    ("Ambulance crews took 19 people to hospital.", "injured 19"),
    ("Fourteen people were treated for burns.", "injured 14"),
    ("Her father was killed in the war when she was nine.", "killed 1"),
    ("The gang took 27 hostages in Tolna.", "detained 27"),
    ("Killed in action: 14", "killed 14"),
    ("Casualties: 3 dead, 11 wounded", "killed 3; injured 11"),
    ("Bus crash kills 11, including driver", "killed 11; killed 1 part"),
    ("The midfielder was injured in the 63rd minute.", ""),
    ("The bill died in committee by 12 votes to 9.", ""),
    ("The vaccine would save 40,000 lives a year.", ""),
]

WHOM = [
    ("The war has displaced 500,000 Velmorans.", "displaced 500000 total"),
    ("The blaze displaced 200 households.", "displaced 200"),
    ("About 7,000 Dalmites fled Karrow.", "displaced 7000"),
    ("Three camps were evacuated.", ""),
    ("The flood displaced 12 villages.", ""),
    ("Some 30 fighters fled.", ""),
    ("Two cars fled the scene.", ""),
    ("Police seized 40 Kalashnikovs in Karrow.", ""),
    ("Troops captured four Humvees near Karrow.", ""),
    ("Troops captured nine Velmorans near Karrow.", "detained 9"),
    ("Soldiers seized 14 Kalashnikovs and arrested four Tarvenians.", "detained 4"),
    ("Police seized Ilan Brill in Karrow.", "detained 1"),
    ("A man who killed six people was arrested on Friday.", "detained 1; killed 6"),
    ("A suspect accused of killing two nuns was arrested.", "detained 1; killed 2"),
    ("A group of six people was arrested.", "detained 6"),
    ("A group that included six students was arrested.", "detained 6"),
    ("Twelve fighters were taken prisoner near Karrow.", "detained 12"),
    ("Militants have taken nine soldiers captive.", "detained 9"),
    ("The mayor was taken hostage in Karrow.", "detained 1"),
    ("Rebels took a prisoner in Karrow.", "detained 1"),
    ("The mayor of Karrow was shot dead outside his home.", "killed 1"),
    ("Gunmen shot dead a judge and wounded his son.", "killed 1; injured 1"),
    ("Gunmen shot dead a judge.", "killed 1"),
]

NOBODY = [
    ("Nobody was hurt when the mast fell.", "injured 0"),
    ("No one was killed in the fire.", "killed 0"),
    ("There were no casualties.", "killed+injured 0"),
    ("The drone fell in a field without casualties.", "killed+injured 0"),
    ("None of the 14 crew was hurt.", "injured 0"),
    ("Neither of the two pilots was injured.", "injured 0"),
    ("No injuries were reported in Tolna.", "injured 0"),
]

AGES = [
    ("A 37-year-old was killed in Orvek.", "killed 1"),
    ("A 16-year-old boy was killed by a 120mm mortar.", "killed 1"),
    ("Ilan Sorel, 37, was killed in the raid.", "killed 1"),
    ("A rocket killed Brill, 37, and badly wounded Sela Damm, 28, who drew maps.", "killed 1; injured 1"),
    ("The dead man, aged 41, was a teacher.", "killed 1"),
    ("The museum holds 1,200 paintings by Ilan Sorel, who died in 1912.", "killed 1"),
    ("Her friend Ana Ruk, also 19, died at the mill.", "killed 1"),
    ("A woman, 64, died after the crash.", "killed 1"),
    ("The victims were Ana Ruk (19) and Oren Vale (22).", ""),
]

NO_VICTIMS = [
    "Orvek Rovers killed off the game with two late goals.",
    "Tolna beat Velmar 31-24 after losing two players to injury.",
    "Seventy per cent of those killed were women.",
    "The fire caused damage worth $40 million.",
    "Shares of the mill lost 12 per cent of their value.",
    "The 47th Brigade held a parade in Velmar.",
    "A magnitude 6 earthquake struck 16 km north of Tolna.",
    "The film earned 300 million crowns in three weeks.",
    "The court sentenced the two brothers to 14 years in prison.",
    "The storm brought winds of 140 kilometres an hour and 80 millimetres of rain.",
    "Flight 812 left Velmar at 7.40 on Monday.",
    "The minister met 12 mayors in Tolna.",
    "No group has claimed responsibility.",
    "The strike by 4,000 dockers entered its third day.",
    "Velmar scores twice in the second half.",
    "Frost killed 300 fruit trees and 40 sheep.",
    "The bank cut 600 jobs and closed 14 branches.",
    "The president praised the army.",
    "In the novel a detective hunts three thieves.",
    "The runner finished 9th in 2 hours 14 minutes.",
    "Voters killed the proposal by 51 votes to 49.",
    "The two leaders spoke for 40 minutes.",
    "The gunman fled.",
    "The 5.56 mm rifle was found beside a wall.",
    "A third of the town has no water.",
    "A court in Orvek sentenced three men to death.",
    "Eleven officers were condemned to death in Velmar.",
    "The 2019 bombing of a school is before the court.",
    "Three-quarters of the 80 passengers drowned.",
    "Some 12 per cent of the 300 prisoners were executed.",
]

ROWS = [
    *DOZENS,
    *BOUNDS,
    *VAGUE,
    *SINGLES,
    *BODIES,
    *LINES,
    *TOLLS,
    *MORE,
    *WHOM,
    *NOBODY,
    *AGES,
    *((text, "") for text in NO_VICTIMS),
]


def written(count: Count) -> str:
    low, high = count.low, count.high
    number = f"{low}+" if high is None else f"-{high}" if low is None else f"{low}" if low == high else f"{low}-{high}"
    number = "?" if low is None and high is None else number
    return f"{count.what} {number}" + (" part" if count.part else "") + (" total" if count.total else "")


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_a_sentence_gives_the_counts_that_it_tells(text: str, expected: str) -> None:
    found = find_counts(shared_parser().parse(text, [(0, len(text))]))
    assert "; ".join(written(one.count) for one in found) == expected
