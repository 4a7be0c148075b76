import Console

/// What stands in a cell of a table, for a page as for a paper.
struct Cell: Equatable, Sendable {
  /// The words, or the number as it is shown.
  var text: String
  /// Of the number, as it is shown.
  var interval: (low: String, high: String)?
  /// A quiet word behind it.
  var note = ""
  /// A spot before it, `#rrggbb`.
  var color: String?
  /// What it leads to in a page.
  var link: String?

  init(_ text: String, note: String = "", color: String? = nil, link: String? = nil) {
    self.text = text
    self.note = note
    self.color = color
    self.link = link
  }

  /// A value with its interval; `–` where there is none.
  init(_ row: CSVTable.Row?, _ column: String = "mean") {
    let value = row?.number(column)
    self.init(Digits.short(value))
    guard value != nil, let low = row?.number("low"), let high = row?.number("high"), low != high
    else { return }
    interval = (Digits.short(low), Digits.short(high))
  }

  /// A scheme's name behind a spot of its color.
  init(scheme: String, _ palette: SchemePalette) {
    self.init(scheme, color: palette[scheme].color)
  }

  static func == (a: Cell, b: Cell) -> Bool {
    a.text == b.text && a.note == b.note && a.color == b.color && a.link == b.link
      && a.interval?.low == b.interval?.low && a.interval?.high == b.interval?.high
  }

  /// For a page.
  var html: HTML {
    var html: HTML = "\(text)"
    if let link { html = "<a href=\"\(link)\">\(html)</a>" }
    if let color {
      html = """
        <span class="scheme"><svg class="spot" viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" \
        cy="5" r="5" fill="\(color)"/></svg>\(html)</span>
        """
    }
    if !note.isEmpty { html += "&nbsp;<span class=\"quiet\">\(note)</span>" }
    if let interval {
      html += "<br><small>[\(interval.low),&nbsp;\(interval.high)]</small>"
    }
    return html
  }
}
