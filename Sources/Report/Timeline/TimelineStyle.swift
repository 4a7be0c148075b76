/// How timelines look, in the page and in a drawing of its own.
///
/// Lightness and hatching tell outcomes apart,
/// so that a print without color can be read.
package enum TimelineStyle {
  /// Rules for bars, lines and words of timelines.
  package static let sheet: HTML = """
    .fresh { fill: #b9ddf1; stroke: #6fa8c9; } .awaited { fill: #0b3c5d; stroke: #0b3c5d; }
    .late { fill: #e0701a; stroke: #a84a00; } .cancelled, .lost { fill: url(#hatch); stroke: #8a8a8a; }
    .unfinished { fill: #ececf0; stroke: #8a8a8a; stroke-dasharray: 2 2; }
    .fresh, .awaited, .late, .cancelled, .lost, .unfinished { stroke-width: .6; }
    .close { fill: none; stroke: #111; stroke-width: 1.3; } .axis { fill: none; stroke: #444; stroke-width: .8; }
    .over { fill: #f6f6f8; } .q { fill: #63636b; } .in-awaited, .in-late { fill: #fff; }
    .missing { fill: #fff; stroke: #8a8a8a; stroke-dasharray: 2 2; }

    """

  /// The hatching of what is dropped; once in a document.
  package static let hatch: HTML = """
    <defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
    <rect width="5" height="5" fill="#fff"/><rect width="1.6" height="5" fill="#9a9a9a"/></pattern></defs>
    """
}
