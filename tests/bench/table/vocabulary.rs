//! The words that generated maps are made of.

/// Parted by blanks, frequent ones first.
pub const WORDS: &str = "\
    the of and to in that is for it as was with be by on not he this are or his from at which but \
    have an had they you were their one all we can her has there been if more when will would who \
    so no out up said what its about than into them could only other time new some these two may \
    then do first any my now such like our over me even most made after also did many off before \
    must through back years where much your way well down should because each just state those \
    people too little how good world make very year still see own work men day get here old between \
    both life being under three never know same last another while us might great go come since \
    against right came take used himself few house use place during high without again home around \
    small however found general part part school government policy evidence claim violence cartel \
    border security economy market trade law court police military strategy breakdown public health \
    education reform tax budget election vote party media drug traffic supply demand price cost \
    benefit risk harm increase decrease rate study survey data sample estimate trend cause effect \
    correlation mechanism assumption premise conclusion objection rebuttal support oppose question \
    answer argue deny assert prove refute explain imply suggest indicate measure compare contrast \
    region nation city village border river mountain weapon gang killing homicide arrest \
    extradition corruption institution legitimacy territory conflict escalation deterrence \
    negotiation ceasefire sanction treaty alliance sovereignty intervention cooperation \
    intelligence surveillance enforcement investment poverty employment migration inequality \
    agriculture industry energy climate water technology innovation infrastructure transport \
    housing";
