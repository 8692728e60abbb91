//! Every theme for eyes that lack one kind of cone. A lack is simulated at its full strength by
//! the matrices of Machado, Oliveira and Fernandes, "A physiologically-based model for simulation
//! of color vision deficiency" (IEEE TVCG 15(6), 2009), on linear RGB. How far two colours are
//! apart is their distance in `OKLab` (Ottosson, "A perceptual color space for image processing",
//! 2020), where 0.02 is about what an eye just tells apart side by side.

use linchpin::theme::{LineStyle, Rgba, Role, Shape, Stroke, Theme};

use Role::*;

/// Colours that tell two things apart stay at least this far from each other.
const APART: f32 = 0.07;

/// Colours that are a second cue for what a thing is.
const CUES: &[(Role, Role)] = &[
    (Supports, Opposes),
    (Evidence, Question),
    (Evidence, BoxOutline),
    (Question, BoxOutline),
    (Accent, BoxOutline),
    (FindHit, FindCurrent),
];

const GROUNDS: &[Role] = &[Paper, Panel, Card, Control, Hover];
const TINTS: &[Role] = &[
    SupportsTint,
    OpposesTint,
    AnswersTint,
    EvidenceTint,
    QuestionTint,
    NeutralTint,
    WarningTint,
    ErrorTint,
    SelectionTint,
    PassageTint,
];
const MARKS: &[Role] = &[TextSelection, FindHit, FindCurrent];
/// What writes in colour, each with the tint that is made for it.
const COLOURS: &[(Role, Role)] = &[
    (Supports, SupportsTint),
    (Opposes, OpposesTint),
    (Answers, AnswersTint),
    (Evidence, EvidenceTint),
    (Question, QuestionTint),
    (Neutral, NeutralTint),
    (Warning, WarningTint),
    (Error, ErrorTint),
    (Accent, SelectionTint),
];

/// A lack of one kind of cone.
struct Lack {
    name: &'static str,
    matrix: [[f32; 3]; 3],
}

const LACKS: &[Lack] = &[
    Lack {
        name: "protanopia",
        matrix: [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    },
    Lack {
        name: "deuteranopia",
        matrix: [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    },
    Lack {
        name: "tritanopia",
        matrix: [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    },
];

/// Linear light of red, green and blue, each 0 to 1.
type Light = [f32; 3];

fn light_of(colour: Rgba) -> Light {
    [colour.r, colour.g, colour.b].map(|byte| {
        let value = f32::from(byte) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    })
}

fn times(matrix: &[[f32; 3]; 3], light: Light) -> Light {
    let row = |row: &[f32; 3]| row[0] * light[0] + row[1] * light[1] + row[2] * light[2];
    [row(&matrix[0]), row(&matrix[1]), row(&matrix[2])]
}

impl Lack {
    /// What such an eye sees of a colour.
    fn see(&self, colour: Rgba) -> Light {
        times(&self.matrix, light_of(colour)).map(|light| light.clamp(0.0, 1.0))
    }
}

fn oklab(light: Light) -> [f32; 3] {
    const CONES: [[f32; 3]; 3] = [
        [0.412_221_46, 0.536_332_55, 0.051_445_995],
        [0.211_903_5, 0.680_699_5, 0.107_396_96],
        [0.088_302_46, 0.281_718_85, 0.629_978_7],
    ];
    const LAB: [[f32; 3]; 3] = [
        [0.210_454_26, 0.793_617_8, -0.004_072_047],
        [1.977_998_5, -2.428_592_2, 0.450_593_7],
        [0.025_904_037, 0.782_771_77, -0.808_675_77],
    ];
    times(&LAB, times(&CONES, light).map(f32::cbrt))
}

fn distance(one: Light, other: Light) -> f32 {
    let (one, other) = (oklab(one), oklab(other));
    let squares = one.iter().zip(other).map(|(a, b)| (a - b) * (a - b));
    squares.sum::<f32>().sqrt()
}

fn contrast(one: Light, other: Light) -> f32 {
    let luminance = |light: Light| 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Whether a theme has no colours to lose: the one for printing is black and greys, and leaves
/// everything to shape, sign, word and line.
fn is_grey(theme: &Theme) -> bool {
    let is_grey = |role: &Role| {
        let Rgba { r, g, b, .. } = theme.colour(*role);
        r == g && g == b
    };
    Role::ALL.iter().all(is_grey)
}

#[test]
fn the_simulation_takes_red_and_green_together_and_leaves_grey() {
    let [red, green, grey] =
        ["#B04040", "#607000", "#808080"].map(|it| Rgba::from_hex(it).unwrap());
    let deuteranopia = &LACKS[1];
    let told = distance(light_of(red), light_of(green));
    let taken = distance(deuteranopia.see(red), deuteranopia.see(green));
    assert!(told > 0.15 && taken < 0.05, "{told} {taken}");
    for lack in LACKS {
        assert!(
            distance(lack.see(grey), light_of(grey)) < 0.01,
            "{}",
            lack.name
        );
    }
}

#[test]
fn colours_that_are_a_second_cue_stay_apart_for_every_eye() {
    let mut misses = Vec::new();
    let mut n_themes = 0;
    for theme in Theme::all().iter().filter(|theme| !is_grey(theme)) {
        n_themes += 1;
        for lack in LACKS {
            for &(one, other) in CUES {
                let see = |role| lack.see(theme.colour(role));
                let found = distance(see(one), see(other));
                if found < APART {
                    let (theme, lack) = (&theme.name, lack.name);
                    misses.push(format!("{theme}, {lack}: {one:?} {other:?} {found:.3}"));
                }
            }
        }
    }
    assert!(misses.is_empty(), "\n{}", misses.join("\n"));
    assert!(n_themes >= 5);
}

#[test]
fn what_is_written_and_drawn_stands_out_for_every_eye() {
    let mut misses = Vec::new();
    for theme in Theme::all() {
        for lack in LACKS {
            let mut check = |front: Role, grounds: &[Role], least: f32| {
                for &ground in grounds {
                    let see = |role| lack.see(theme.colour(role));
                    let found = contrast(see(front), see(ground));
                    if found < least {
                        let (theme, lack) = (&theme.name, lack.name);
                        misses.push(format!(
                            "{theme}, {lack}: {front:?} on {ground:?} {found:.2} < {least}"
                        ));
                    }
                }
            };
            for grounds in [GROUNDS, TINTS] {
                check(Ink, grounds, 4.5);
                check(SecondInk, grounds, 4.5);
                check(BoxOutline, grounds, 3.0);
            }
            check(Ink, MARKS, 4.5);
            check(OnAccent, &[Accent], 4.5);
            for &(front, tint) in COLOURS {
                check(front, GROUNDS, 4.5);
                check(front, &[tint], 4.5);
                check(front, TINTS, 3.0);
            }
        }
    }
    assert!(misses.is_empty(), "\n{}", misses.join("\n"));
}

#[test]
fn every_two_links_that_look_alike_in_colour_differ_in_line_or_sign() {
    const LINKS: &[Stroke] = &[
        Stroke::Supports,
        Stroke::Opposes,
        Stroke::Answers,
        Stroke::Asks,
        Stroke::Restates,
        Stroke::Contradicts,
        Stroke::Relates,
    ];
    let shape = Shape::bundled();
    let look = |style: &LineStyle| {
        let form = (style.dash.clone(), style.double, style.zigzag);
        (form, style.sign.clone())
    };
    let mut n_alike = 0;
    for theme in Theme::all() {
        for (at, &one) in LINKS.iter().enumerate() {
            for &other in &LINKS[at + 1..] {
                let (one, other) = (shape.line(one), shape.line(other));
                let is_near = |lack: &Lack| {
                    let see = |style: &LineStyle| lack.see(theme.colour(style.role));
                    distance(see(one), see(other)) < APART
                };
                if LACKS.iter().any(is_near) {
                    n_alike += 1;
                    assert_ne!(look(one).1, look(other).1, "{}", theme.name);
                }
                // Supporting and opposing, above all, are told by the line itself.
                assert_ne!(look(one), look(other));
            }
        }
    }
    assert!(n_alike > 0);
    let (supports, opposes) = (shape.line(Stroke::Supports), shape.line(Stroke::Opposes));
    assert_ne!(supports.dash, opposes.dash);
    assert_ne!(supports.sign, opposes.sign);
}

#[test]
fn kinds_differ_in_the_shape_of_their_boxes() {
    let radii = &Shape::bundled().radii;
    let corners = [radii.claim, radii.evidence, radii.question];
    for (at, one) in corners.iter().enumerate() {
        for other in &corners[at + 1..] {
            assert!((one - other).abs() >= 4.0, "{corners:?}");
        }
    }
    assert!(
        Shape::bundled().boxes.fold > 0.0,
        "evidence has a folded corner"
    );
}

#[test]
fn what_is_selected_has_a_ring_and_not_another_colour_alone() {
    let shape = Shape::bundled();
    let (ring, outline) = (shape.line(Stroke::Ring), shape.line(Stroke::Outline));
    assert!(ring.width > outline.width);
    assert!(shape.boxes.ring_gap > 0.0);
}

#[cfg(feature = "gui")]
#[test]
fn messages_of_different_grades_have_different_signs() {
    use linchpin::app::MessageGrade;
    use linchpin::theme::Icon;
    use linchpin::ui::messages::sign_of;
    let signs: Vec<Icon> = [
        MessageGrade::Done,
        MessageGrade::Warning,
        MessageGrade::Error,
    ]
    .map(|grade| sign_of(grade).0)
    .to_vec();
    for (at, sign) in signs.iter().enumerate() {
        assert!(!signs[..at].contains(sign), "{signs:?}");
    }
}
