//! Questions without an answer, claims without a reason.

use linchpin::model::{
    Assumption, Document, Graph, Id, Kind, Link, Node, RecordKind, Relation, Time, draw_id,
};
use linchpin::reason::{Gap, find_gaps};

struct Map {
    document: Document,
    n_drawn: u64,
}

struct Fixed(u64);

impl linchpin::model::RandomSource for Fixed {
    fn next_bits(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(99);
        self.0
    }
}

impl Map {
    fn new() -> Self {
        let id = draw_id(RecordKind::Document, &mut Fixed(1), |_| false);
        Self {
            document: Document::new(id, Time::from_unix(0)),
            n_drawn: 1,
        }
    }

    fn draw(&mut self, kind: RecordKind) -> Id {
        self.n_drawn += 1;
        draw_id(kind, &mut Fixed(self.n_drawn), |_| false)
    }

    fn node(&mut self, kind: Kind) -> Id {
        self.node_with(kind, |_| {})
    }

    fn node_with(&mut self, kind: Kind, alter: impl FnOnce(&mut Node)) -> Id {
        let id = self.draw(RecordKind::Node);
        let mut node = Node::new(id.clone(), kind, "text");
        alter(&mut node);
        self.document.load_node(node).unwrap();
        id
    }

    fn link(&mut self, relation: Relation, from: &Id, to: &Id) {
        let id = self.draw(RecordKind::Link);
        let link = Link::new(id, relation, vec![from.clone()], to.clone());
        self.document.load_link(link).unwrap();
    }

    fn gaps(&self) -> Vec<Gap> {
        find_gaps(&self.document, &Graph::of(&self.document))
    }
}

#[test]
fn an_empty_map_lacks_nothing() {
    assert_eq!(Map::new().gaps(), []);
}

#[test]
fn a_question_is_open_until_a_claim_answers_it() {
    let mut map = Map::new();
    let question = map.node(Kind::Question);
    assert_eq!(map.gaps(), [Gap::UnansweredQuestion(question.clone())]);
    let answer = map.node(Kind::Claim);
    map.link(Relation::Answers, &answer, &question);
    assert_eq!(map.gaps(), [Gap::ClaimWithoutReason(answer)]);
}

#[test]
fn only_support_is_a_reason() {
    let mut map = Map::new();
    let claim = map.node(Kind::Claim);
    let against = map.node(Kind::Evidence);
    map.link(Relation::Opposes, &against, &claim);
    assert_eq!(map.gaps(), [Gap::ClaimWithoutReason(claim.clone())]);
    let evidence = map.node(Kind::Evidence);
    map.link(Relation::Supports, &evidence, &claim);
    assert_eq!(map.gaps(), []);
}

#[test]
fn an_assumption_needs_no_reason_and_neither_do_evidence_and_notes() {
    let mut map = Map::new();
    map.node_with(Kind::Claim, |node| {
        node.assumption = Some(Assumption::Unclassed);
    });
    map.node(Kind::Evidence);
    map.node(Kind::Note);
    assert_eq!(map.gaps(), []);
}
