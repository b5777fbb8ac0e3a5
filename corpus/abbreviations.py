"""What a full stop shortens, and what begins a sentence: from own knowledge of news writing."""

from __future__ import annotations

_ABBREVIATIONS = """
    mr mrs ms mx dr prof rev fr hon capt cmdr col gen lt maj sgt cpl pvt adm brig sir st ste sen rep
    gov pres sec supt insp det dist atty messrs mmes jr sr esq bros ph.d m.d b.a m.a d.phil
    u.s u.k u.n e.u u.s.a d.c l.a n.y n.j n.c s.c n.h n.m r.i w.va p.m a.m e.g i.e a.k.a c.v
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev
    okla ore pa tenn tex va vt wash wis wyo ont que alta
    inc ltd co corp plc llc assn dept est ft hwy mt ave blvd rd approx vs etc cf al ed eds vol pp
    fig art ca cent
"""
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
_STARTERS = """
    a an the this that these those he she it we they i you his her its our their there here in on at
    as but and or so if when while after before since although however meanwhile for from with by
    what who why how where mr mrs ms yet still now then last earlier later according
"""
STARTERS = frozenset(_STARTERS.split())
