//! The grounded labelling of an attack graph: what must be accepted, what must be rejected, and
//! what is left open. Dung, "On the acceptability of arguments" (Artificial Intelligence 77, 1995).

/// What becomes of an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Label {
    /// Everything that attacks it is rejected.
    In,
    /// Something that is accepted attacks it.
    Out,
    /// Neither.
    Undecided,
}

/// Labels `n` arguments under attacks `(from, to)`. Linear in both.
///
/// # Panics
/// Where an attack names an argument that is not there.
pub fn label_grounded(n: usize, attacks: &[(u32, u32)]) -> Vec<Label> {
    let mut labels = vec![Label::Undecided; n];
    // How many attackers are not rejected yet, and who is attacked by each.
    let mut n_open = vec![0_u32; n];
    let mut attacked: Vec<Vec<u32>> = vec![Vec::new(); n];
    for &(from, to) in attacks {
        n_open[to as usize] += 1;
        attacked[from as usize].push(to);
    }
    let mut accepted: Vec<usize> = (0..n).filter(|&at| n_open[at] == 0).collect();
    while let Some(at) = accepted.pop() {
        labels[at] = Label::In;
        for &to in &attacked[at] {
            if labels[to as usize] == Label::Out {
                continue;
            }
            labels[to as usize] = Label::Out;
            for &next in &attacked[to as usize] {
                n_open[next as usize] -= 1;
                if n_open[next as usize] == 0 && labels[next as usize] == Label::Undecided {
                    accepted.push(next as usize);
                }
            }
        }
    }
    labels
}
