//! A design's style functions, run once for a page size and a target.

use super::world::Workshop;
use crate::design::{Design, Measures};
use crate::error::{DesignError, PressError};
use crate::look::Look;
use comemo::Track;
use std::fmt::Write;
use std::sync::Arc;
use typst::World;
use typst::diag::{SourceDiagnostic, SourceResult};
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{
    Content, Context, Dict, Func, StyleChain, Styles as StyleMap, Target, TargetElem,
    Value,
};
use typst::introspection::{EmptyIntrospector, Introspector, Locator};
use typst::layout::{Abs, Axes, Frame, Region, Size};
use typst::syntax::DiagSpanKind;
use typst::utils::{Protected, hash128};
use typst::visualize::{Color, Paint};
use typst_layout::layout_frame;

/// A design at work: style functions, measures, and the world to lay out in.
pub(crate) struct Styles<'w> {
    pub(crate) world: &'w Workshop,
    pub(crate) measures: Measures,
    pub(crate) target: super::Target,
    pub(crate) families: [String; 2],
    /// What the page maker draws itself.
    pub(crate) look: Look,
    /// Names this design, page size and target.
    pub(crate) key: u128,
    parts: Arc<Parts>,
    base: StyleMap,
}

/// What `page.typ` gives: read again it costs as much as a typed word may take.
pub(crate) struct Parts {
    functions: Dict,
    tokens: Dict,
}

impl Parts {
    fn of(world: &Workshop, design: &Design, text: String) -> Result<Self, PressError> {
        let source = world.source(text);
        let refuse = |reason| design.refuse_parts(None, reason);
        let traced = Traced::default();
        let mut sink = Sink::new();
        let world_ref: &dyn World = world;
        let module = typst_eval::eval(
            world_ref.track(),
            world.library(),
            traced.track(),
            sink.track_mut(),
            Route::default().track(),
            &source,
        )
        .map_err(|errors| {
            let first = errors.first().and_then(|error| match error.span.get() {
                DiagSpanKind::Number { num, sub_range, .. } => {
                    source.range(num, sub_range)
                }
                DiagSpanKind::Range { range, .. } => Some(range),
                DiagSpanKind::Detached => None,
            });
            let lines = source.lines();
            let line = first.and_then(|range| lines.byte_to_line(range.start));
            design.refuse_parts(line, words(&errors))
        })?;
        let dictionary = |name: &str| {
            module
                .scope()
                .get(name)
                .and_then(|binding| binding.read().clone().cast::<Dict>().ok())
                .ok_or_else(|| refuse(format!("page.typ gives no {name}")))
        };
        Ok(Self { functions: dictionary("functions")?, tokens: dictionary("tokens")? })
    }
}

impl<'w> Styles<'w> {
    /// Runs `page.typ` with the tokens of the page size. `fit` is added between the
    /// letters of running text, in thousandths of its size.
    pub(crate) fn new(
        world: &'w Workshop,
        design: &Design,
        measures: Measures,
        target: super::Target,
        fit: i32,
        round: u64,
    ) -> Result<Self, PressError> {
        let fonts = &design.tokens.fonts;
        for family in [&fonts.serif, &fonts.sans] {
            if !world.has_family(family) {
                return Err(DesignError::UnknownFont {
                    design: design.name.clone(),
                    family: family.clone(),
                }
                .into());
            }
        }
        let text = design.source(&tokens(design, &measures, target, fit));
        // Two page sizes may share every token and still have other columns.
        let grid = format!("{:?}", measures.grid);
        let key = hash128(&(&text, target, grid));
        let parts = match world.parts.get(key, round) {
            Some(parts) => parts,
            None => world.parts.put(key, round, Parts::of(world, design, text)?),
        };
        Ok(Self {
            world,
            measures,
            target,
            families: [fonts.serif.clone(), fonts.sans.clone()],
            look: design.tokens.look.clone(),
            key,
            parts,
            base: TargetElem::target.set(Target::Paged).wrap().into(),
        })
    }
    /// A colour of the design.
    pub(crate) fn colour(&self, name: &str) -> Paint {
        let colour = self.parts.tokens.get(name).ok();
        let colour = colour.and_then(|value| value.clone().cast::<Color>().ok());
        Paint::Solid(colour.unwrap_or(Color::BLACK))
    }

    /// Calls the style function `name`.
    pub(crate) fn call(
        &self,
        name: &'static str,
        arguments: impl IntoIterator<Item = Value>,
    ) -> Result<Content, PressError> {
        let function: Func = self
            .parts
            .functions
            .get(name)
            .ok()
            .and_then(|value| value.clone().cast().ok())
            .ok_or_else(|| failed(format!("page.typ has no part `{name}`")))?;
        let context = Context::none();
        let arguments: Vec<Value> = arguments.into_iter().collect();
        self.engine(|engine| function.call(engine, context.track(), arguments))
            .map(Value::display)
    }

    /// Lays `content` out in `width` points and as much height as it needs. `key` names
    /// it within the issue: equal keys give equal locations.
    pub(crate) fn lay(
        &self,
        content: &Content,
        width: f64,
        key: u128,
    ) -> Result<Frame, PressError> {
        let library = &self.world.library().styles;
        let base = StyleChain::new(library);
        let chain = base.chain(&self.base);
        let region = Region::new(
            Size::new(Abs::pt(width), Abs::pt(1e6)),
            Axes::new(width < WIDE, false),
        );
        self.engine(|engine| {
            let locator = Locator::root().split().next(&key);
            layout_frame(engine, content, locator, chain, region)
        })
    }

    /// Lays out the same words in several widths, at once: they are what a keystroke
    /// waits for.
    pub(crate) fn lay_each(
        &self,
        contents: &[Content],
        widths: &[f64],
        key: u128,
    ) -> Result<Vec<Frame>, PressError> {
        let lay = |(content, width): (&Content, &f64)| self.lay(content, *width, key);
        let mut jobs = contents.iter().zip(widths);
        let Some(own) = jobs.next() else { return Ok(Vec::new()) };
        std::thread::scope(|scope| {
            let others: Vec<_> = jobs.map(|job| scope.spawn(move || lay(job))).collect();
            let own = lay(own);
            let others = others.into_iter().map(|other| match other.join() {
                Ok(frame) => frame,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            std::iter::once(own).chain(others).collect()
        })
    }

    fn engine<T>(
        &self,
        work: impl FnOnce(&mut Engine) -> SourceResult<T>,
    ) -> Result<T, PressError> {
        let traced = Traced::default();
        let mut sink = Sink::new();
        let world: &dyn World = self.world;
        let introspector: &dyn Introspector = &EmptyIntrospector;
        let mut engine = Engine {
            library: self.world.library(),
            world: world.track(),
            introspector: Protected::new(introspector.track()),
            traced: traced.track(),
            sink: sink.track_mut(),
            route: Route::default(),
        };
        work(&mut engine).map_err(|errors| failed(words(&errors)))
    }
}

/// Width beyond which content stands at its natural width.
pub(crate) const WIDE: f64 = 20_000.0;

pub(crate) fn failed(reason: String) -> PressError {
    PressError::Typesetting { reason }
}

fn words(errors: &[SourceDiagnostic]) -> String {
    errors.iter().map(|e| e.message.as_str()).collect::<Vec<_>>().join("; ")
}

/// The tokens as a Typst dictionary.
fn tokens(
    design: &Design,
    measures: &Measures,
    target: super::Target,
    fit: i32,
) -> String {
    let grid = &measures.grid;
    let mut out = String::from("(");
    for (name, length) in
        [("baseline", grid.baseline), ("above", grid.above), ("below", grid.below)]
    {
        write!(out, "{name}: {length}pt, ").expect("writing to a string");
    }
    // Below 45 mm justified Vietnamese has holes in it.
    let wide = grid.span(grid.leg) >= 45.0 / 25.4 * 72.0;
    let justify = wide && !design.tokens.look.ragged;
    let fonts = &design.tokens.fonts;
    let fit = f64::from(fit) / 1000.0;
    write!(
        out,
        "fit: {fit}em, justify: {justify}, serif: {:?}, sans: {:?}, ",
        fonts.serif, fonts.sans
    )
    .expect("writing to a string");
    for (name, colour) in &design.tokens.colours {
        match target {
            super::Target::Press => {
                let [c, m, y, k] = colour.cmyk;
                write!(out, "{name}: cmyk({c}%, {m}%, {y}%, {k}%), ")
            }
            _ => write!(out, "{name}: rgb({:?}), ", colour.rgb),
        }
        .expect("writing to a string");
    }
    out.push_str("size: (");
    for (name, size) in &measures.sizes {
        write!(out, "{name}: {size}pt, ").expect("writing to a string");
    }
    out.push_str("))");
    out
}
