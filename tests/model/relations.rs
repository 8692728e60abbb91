//! MODEL's two tables, row by row.

use linchpin::model::{
    Intent, Kind, Relation, RelationRefusal, Target, check_relation, choose_relation,
};

const EVIDENCE_UNDER_QUESTION: &str =
    "evidence speaks for or against an answer; choose or add one first";

#[test]
fn the_matrix_of_new_boxes_is_models() {
    use Intent::{Against, For};
    let under_all: &[(&str, Intent, Option<&str>)] = &[
        ("claim", For, Some("supports")),
        ("claim", Against, Some("opposes")),
        ("evidence", For, Some("supports")),
        ("evidence", Against, Some("opposes")),
        ("question", For, Some("asks")),
        ("question", Against, Some("asks")),
        ("note", For, None),
        ("note", Against, None),
    ];
    for &(kind, intent, relation) in under_all {
        let targets = [
            Target::Node(&Kind::Claim),
            Target::Node(&Kind::Evidence),
            Target::Link,
        ];
        for target in targets {
            assert_eq!(
                choose_relation(&kind.into(), target, intent),
                Ok(relation.map(Relation::from)),
                "{kind} {intent:?} under {target:?}"
            );
        }
    }
    let under_question = [
        ("claim", Ok(Some(Relation::Answers))),
        ("evidence", Err(RelationRefusal::EvidenceUnderQuestion)),
        ("question", Ok(Some(Relation::Asks))),
        ("note", Ok(None)),
    ];
    for (kind, expected) in under_question {
        for intent in [For, Against] {
            let target = Target::Node(&Kind::Question);
            assert_eq!(
                choose_relation(&kind.into(), target, intent),
                expected,
                "{kind}"
            );
        }
    }
}

#[test]
fn evidence_under_a_question_is_refused_with_the_sentence_of_the_model() {
    let refusal = choose_relation(&Kind::Evidence, Target::Node(&Kind::Question), Intent::For);
    assert_eq!(refusal.unwrap_err().to_string(), EVIDENCE_UNDER_QUESTION);
}

#[test]
fn nothing_but_a_note_goes_under_a_note_or_an_unknown_kind() {
    let riddle = Kind::from("riddle");
    for kind in [Kind::Claim, Kind::Evidence, Kind::Question] {
        let under_note = choose_relation(&kind, Target::Node(&Kind::Note), Intent::For);
        assert_eq!(under_note, Err(RelationRefusal::UnderNote));
        let under_riddle = choose_relation(&kind, Target::Node(&riddle), Intent::For);
        assert_eq!(under_riddle, Err(RelationRefusal::UnknownKind));
    }
    let of_riddle = choose_relation(&riddle, Target::Link, Intent::For);
    assert_eq!(of_riddle, Err(RelationRefusal::UnknownKind));
}

#[test]
fn what_the_matrix_makes_the_table_allows() {
    for kind in Kind::ALL {
        for intent in [Intent::For, Intent::Against] {
            let targets = Kind::ALL.iter().map(Target::Node).chain([Target::Link]);
            for target in targets {
                if let Ok(Some(relation)) = choose_relation(kind, target, intent) {
                    assert_eq!(check_relation(&relation, kind, target), Ok(()));
                }
            }
        }
    }
}

#[test]
fn the_table_of_relations_is_models() {
    // From, and the relations allowed to: question, claim, evidence, note, link.
    let free = "restates contradicts relates";
    let argues = "supports opposes";
    let rows: &[(&str, [&str; 5])] = &[
        ("question", ["asks", "asks", "asks", "asks", "asks"]),
        ("claim", ["answers", argues, argues, "", argues]),
        ("evidence", ["", argues, argues, "", argues]),
        ("note", ["", "", "", "", ""]),
    ];
    for (from, allowed) in rows {
        let kinds = Kind::ALL.iter().map(Target::Node).chain([Target::Link]);
        for (target, allowed) in kinds.zip(allowed) {
            for relation in Relation::ALL {
                let is_allowed = format!("{allowed} {free}")
                    .split(' ')
                    .any(|word| word == relation.as_str());
                let found = check_relation(relation, &(*from).into(), target);
                assert_eq!(
                    found.is_ok(),
                    is_allowed,
                    "{from} {} {target:?}",
                    relation.as_str()
                );
            }
        }
    }
}
