//! Argument graphs of Carneades in its three formats.

use expect_test::expect;

use super::{draw, import};

#[test]
fn statements_issues_and_arguments_of_yaml() {
    let (format, imported) = import(
        "bachelor.yml",
        "meta:\n  title: The Bachelor\n  source: >\n    Prakken,\n    2010\n\
         statements:\n  bachelor: {text: Fred is a bachelor.}\n  married: Fred is married.\n\
         \u{20} ring: Fred wears a ring.\n  party: {text: Fred parties., assumed: true, label: in}\n\
         \u{20} fake: The ring is a toy.\n  p: P\n  ¬p: Not P\n\
         assumptions: [ring]\n\
         issues:\n  i1:\n    positions: [married, bachelor]\n    standard: CCE\n  i2: {positions: [p, ¬p]}\n\
         arguments:\n  a1: {conclusion: bachelor, premises: {minor: party}, scheme: cumulative}\n\
         \u{20} a2:\n    meta: {title: rings}\n    conclusion: married\n    premises: [ring]\n    undercutter: fake\n    weight: 0.7\n\
         \u{20} a3: {conclusion: p, premises: [ring, party], scheme: convergent, weight: 7}\n\
         \u{20} fake: {conclusion: ¬p}\n  a4: {premises: [p]}\n  a5: {conclusion: nowhere, premises: [p]}\n\
         references:\n  pr: {title: A paper, creator: Prakken, identifier: 'https://example.org'}\n\
         tests: {in: [ring]}\n",
    );
    assert_eq!(format, "carneades");
    assert_eq!(imported.title, "The Bachelor");
    expect![[r#"
        claim bachelor: Fred is a bachelor.
        claim married: Fred is married.
        claim ring: Fred wears a ring.
        claim party: Fred parties.
        claim fake: The ring is a toy.
        claim p: P
        claim n-1: Not P
        claim nowhere: nowhere
        question i1: i1: Fred is married. / Fred is a bachelor. #standard: clear
        claim n-2: fake
        note n-3: source: Prakken, 2010
        l-4 married answers i1
        l-5 bachelor answers i1
        i2 p contradicts n-1
        a1 party supports bachelor by cumulative
        a2 ring supports married
        l-6 fake opposes a2
        a3 ring supports p by convergent
        a3-1 party supports p by convergent
        l-7 n-2 supports n-1
        a5 p supports nowhere
        dropped: a label of a statement, as it came out (line 10)
        dropped: a label that its author expects (line 34)
        dropped: a weight that is no number from 0 to 1 (line 28)
        dropped: an argument without a conclusion (line 30)
        changed: a statement that is only named became a box (line 31)
        changed: an issue without a title became a question that lists its positions (line 16)
        changed: that at most one position of an issue holds is now said by its question alone (line 16)
        changed: a convergent argument became a link for each of its premises (line 28)
        changed: an argument without premises became an assumption that leads to its conclusion (line 29)
        changed: what the file says of itself became a note
        kept: boxes: 11
        kept: links: 10
        kept: articles: 1
    "#]].assert_eq(&draw(&imported));
    let fragment = &imported.fragment;
    let assumed = fragment.nodes.iter().filter(|it| it.assumption.is_some());
    let assumed: Vec<&str> = assumed.map(|it| it.text.as_str()).collect();
    assert_eq!(assumed, ["Fred wears a ring.", "Fred parties.", "fake"]);
    let source = &fragment.sources[0];
    assert_eq!((&*source.title, &*source.author), ("A paper", "Prakken"));
}

#[test]
fn predicates_lend_their_words_to_statements_without_any() {
    let (_, imported) = import(
        "facts.yml",
        "language:\n  father/2: \"The father of %s is %v.\"\n  needy/1: \"%s is needy.\"\n\
         argument_schemes:\n  - id: s1\n    conclusions: [needy(X)]\n\
         assumptions:\n  - father(sally, joe)\n  - needy(f(a,b))\n  - other(x)\n",
    );
    expect![[r#"
        claim n-1: The father of sally is joe.
        claim n-2: f(a,b) is needy.
        claim n-3: other(x)
        dropped: the wording of a predicate, beyond the statements that need it: 2 (line 1, …)
        dropped: an argument scheme, from which no arguments are derived here (line 4)
        changed: a statement that is only named became a box: 3 (line 8, line 9, line 10)
        kept: boxes: 3
    "#]]
    .assert_eq(&draw(&imported));
}

#[test]
fn arguments_and_exceptions_of_lkif() {
    let (format, imported) = import(
        "contract.xml",
        "<lkif version='2.1'><theory id='t'/><argument-graphs>\
         <argument-graph id='g' title='Contract' main-issue='c'><statements>\
         <statement id='c' value='unknown' assumption='true' standard='BRD'><s>There is a contract.</s></statement>\
         <statement id='a' value='true' standard='PE'><s>They agree.</s></statement>\
         <statement id='m' value='false' standard='PE'><s>One is a minor.</s></statement>\
         <statement id='w' value='unknown'><s pred='in-writing'><c>contract</c></s></statement>\
         </statements><arguments>\
         <argument id='a1' title='agreement' direction='pro' scheme='' weight='0.566'><conclusion statement='c'/>\
         <premises><premise polarity='positive' type='ordinary' role='major' statement='a'/>\
         <premise polarity='positive' type='exception' role='' statement='m'/></premises></argument>\
         <argument id='a2' direction='con' weight='0.5'><conclusion statement='c'/>\
         <premises><premise polarity='negative' type='ordinary' statement='w'/>\
         <premise polarity='positive' type='assumption' statement='m'/></premises></argument>\
         </arguments></argument-graph></argument-graphs></lkif>",
    );
    assert_eq!(format, "lkif");
    expect![[r#"
        claim c: There is a contract. #standard: BRD #main issue
        claim a: They agree.
        claim m: One is a minor. #rejected
        claim w: in-writing(contract)
        a1 a supports c
        l-1 m opposes a1
        a2 m opposes c
        l-2 w opposes a2
        dropped: “theory”, which is no argument graph
        changed: a premise that must not hold became an objection to the step (a2)
        kept: boxes: 4
        kept: links: 4
    "#]]
    .assert_eq(&draw(&imported));
    let link = &imported.fragment.links[0];
    assert_eq!(link.roles, [("a".into(), "major".to_owned())]);
}

#[test]
fn statements_and_undercuts_of_caf() {
    let (format, imported) = import(
        "copyright.xml",
        "<?xml version='1.0'?><caf version='1.3'><metadata title='Copyright' creator='IMPACT'>\
         <descriptions><description lang='en'>A model.</description></descriptions></metadata><statements>\
         <statement id='q' main='true' standard='PE'><descriptions><description lang='en'>Should the\n  rules be precise?</description></descriptions></statement>\
         <statement id='y' weight='0.8'><descriptions><description lang='en'>Yes.</description><description lang='de'>Ja.</description></descriptions></statement>\
         <statement id='g' atom='(good rules)'><descriptions/></statement>\
         <statement id='u' atom='(undercut a2)'><descriptions/></statement>\
         <statement id='v' atom='(valid a2)'><descriptions><description>The step holds.</description></descriptions></statement>\
         </statements><arguments>\
         <argument id='a1' scheme='Position' pro='true' weight='0.5' strict='false'><conclusion statement='q'/>\
         <premises><premise statement='y' positive='true' role='' implicit='true'/></premises></argument>\
         <argument id='a2' scheme='Practical' pro='false' strict='true'><metadata source='SIIA'/><conclusion statement='y'/>\
         <premises><premise statement='g' positive='true' role='Goal'/></premises></argument>\
         <argument id='a3' scheme='CQ1' pro='true'><conclusion statement='u'/>\
         <premises><premise statement='y' positive='true' role=''/></premises></argument>\
         </arguments><references><metadata key='GP' title='Green Paper' date='2008' identifier='http://example.org/gp.pdf'><descriptions/></metadata></references></caf>",
    );
    assert_eq!(format, "caf");
    assert_eq!(imported.title, "Copyright");
    expect![[r#"
        question q: Should the rules be precise? #main issue
        claim y: Yes.
        claim g: (good rules)
        claim v: The step holds.
        note n-1: A model.
        creator: IMPACT
        l-2 v supports a2
        a1 y answers q by Position
        a2 g opposes y by Practical
        a3 y opposes a2 by CQ1
        changed: what the file says of itself became a note
        kept: boxes: 5
        kept: links: 4
        kept: articles: 1
    "#]]
    .assert_eq(&draw(&imported));
    assert_eq!(imported.fragment.nodes[1].note, "[de] Ja.");
    let source = &imported.fragment.sources[0];
    assert_eq!(source.url, "http://example.org/gp.pdf");
}
