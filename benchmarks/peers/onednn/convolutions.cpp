// The networks' convolutions by oneDNN and by patches and OpenBLAS, one thread each, in turns: sums
// upwards, then slopes of the weights and, for second layers, of the inputs.
// Built and started by scripts/benchmark-convolutions.
#include <cblas.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <functional>
#include <oneapi/dnnl/dnnl.hpp>
#include <vector>

using Floats = std::vector<float>;
using Tag = dnnl::memory::format_tag;

struct Shape {
  const char *name;
  int images, channels, side, outputs, kernel, padding;
  bool slopesBelow;
  int rows() const { return side + 2 * padding - kernel + 1; }
  int weights() const { return channels * kernel * kernel; }
};

static Floats numbers(size_t count) {
  Floats x(count);
  unsigned state = 1;
  for (auto &v : x) v = (state = state * 1664525u + 1013904223u) / 2147483648.0f - 1;
  return x;
}

/// All images of a piece in one product, as in the library: planes are channel × image × row × column.
struct Patches {
  const Shape s;
  int most;
  Floats patches, below;

  explicit Patches(Shape shape) : s(shape) {
    size_t each = s.weights() * s.rows() * s.rows() * sizeof(float);
    most = std::max<int>(1, std::min<int>(s.images, (2 << 20) / each));
    patches.resize(size_t(most) * s.weights() * s.rows() * s.rows());
    below.resize(size_t(s.images) * s.channels * s.side * s.side);
  }

  template <typename Body> void each(int count, Body body) {
    int at = 0;
    for (int c = 0; c < s.channels; c++)
      for (int ky = 0; ky < s.kernel; ky++)
        for (int kx = 0; kx < s.kernel; kx++)
          for (int n = 0; n < count; n++)
            for (int y = 0; y < s.rows(); y++, at += s.rows()) {
              int row = y + ky - s.padding;
              int from = std::max(0, s.padding - kx);
              int to = std::min(s.rows(), s.side + s.padding - kx);
              bool inside = row >= 0 && row < s.side;
              body(((c * count + n) * s.side + row) * s.side + kx - s.padding, at,
                   inside ? from : 0, inside ? to : 0);
            }
  }

  void run(const Floats &x, const Floats &w, Floats &z, const Floats &d, Floats &g) {
    std::fill(g.begin(), g.end(), 0.f);
    int outputs = s.rows() * s.rows(), inputs = s.channels * s.side * s.side;
    for (int begin = 0; begin < s.images; begin += most) {
      int count = std::min(most, s.images - begin), columns = count * outputs;
      const float *a = x.data() + size_t(begin) * inputs;
      each(count, [&](int image, int at, int from, int to) {
        for (int i = 0; i < from; i++) patches[at + i] = 0;
        if (to > from) memcpy(&patches[at + from], a + image + from, (to - from) * sizeof(float));
        for (int i = to; i < s.rows(); i++) patches[at + i] = 0;
      });
      float *sums = z.data() + size_t(begin) * outputs * s.outputs;
      const float *slopes = d.data() + size_t(begin) * outputs * s.outputs;
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, s.outputs, columns, s.weights(), 1,
                  w.data(), s.weights(), patches.data(), columns, 0, sums, columns);
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, s.outputs, s.weights(), columns, 1,
                  slopes, columns, patches.data(), columns, 1, g.data(), s.weights());
      if (!s.slopesBelow) continue;
      cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, s.weights(), columns, s.outputs, 1,
                  w.data(), s.weights(), slopes, columns, 0, patches.data(), columns);
      float *b = below.data() + size_t(begin) * inputs;
      std::fill(b, b + size_t(count) * inputs, 0.f);
      each(count, [&](int image, int at, int from, int to) {
        for (int i = from; i < to; i++) b[image + i] += patches[at + i];
      });
    }
  }
};

/// oneDNN in the layouts it chooses itself; what goes in and comes out is plain, as for the other.
struct OneDNN {
  dnnl::engine engine{dnnl::engine::kind::cpu, 0};
  dnnl::stream stream{engine};
  const Shape s;
  dnnl::memory::desc plainX, plainW, plainZ;
  dnnl::convolution_forward up;
  dnnl::convolution_backward_weights down;
  dnnl::convolution_backward_data under;
  dnnl::memory x, w, z, d, g, x2, d2, w2, dx;
  Floats below;

  explicit OneDNN(Shape shape) : s(shape) {
    using D = dnnl::memory::dims;
    auto f32 = dnnl::memory::data_type::f32;
    auto any = dnnl::algorithm::convolution_auto;
    D xs{s.images, s.channels, s.side, s.side}, ws{s.outputs, s.channels, s.kernel, s.kernel};
    D zs{s.images, s.outputs, s.rows(), s.rows()}, one{1, 1}, pad{s.padding, s.padding};
    plainX = {xs, f32, Tag::nchw}, plainW = {ws, f32, Tag::oihw}, plainZ = {zs, f32, Tag::nchw};
    dnnl::memory::desc ax{xs, f32, Tag::any}, aw{ws, f32, Tag::any}, az{zs, f32, Tag::any};
    dnnl::convolution_forward::primitive_desc forward{
        {dnnl::prop_kind::forward_training, any, ax, aw, az, one, pad, pad}, engine};
    dnnl::convolution_backward_weights::primitive_desc weights{
        {any, ax, aw, az, one, pad, pad}, engine, forward};
    dnnl::convolution_backward_data::primitive_desc data{
        {any, ax, aw, az, one, pad, pad}, engine, forward};
    up = dnnl::convolution_forward(forward);
    down = dnnl::convolution_backward_weights(weights);
    under = dnnl::convolution_backward_data(data);
    x = {forward.src_desc(), engine}, w = {forward.weights_desc(), engine};
    z = {forward.dst_desc(), engine}, x2 = {weights.src_desc(), engine};
    d = {weights.diff_dst_desc(), engine}, g = {weights.diff_weights_desc(), engine};
    d2 = {data.diff_dst_desc(), engine}, w2 = {data.weights_desc(), engine};
    dx = {data.diff_src_desc(), engine};
    below.resize(size_t(s.images) * s.channels * s.side * s.side);
  }

  dnnl::memory plain(const dnnl::memory::desc &desc, const Floats &values) {
    return dnnl::memory(desc, engine, const_cast<float *>(values.data()));
  }

  /// Nothing is moved where oneDNN works on the plain layout.
  dnnl::memory in(dnnl::memory from, dnnl::memory &to) {
    if (from.get_desc() == to.get_desc()) return from;
    dnnl::reorder(from, to).execute(stream, from, to);
    return to;
  }

  void compute(dnnl::primitive &work, std::unordered_map<int, dnnl::memory> arguments, int output,
               dnnl::memory &own, dnnl::memory plain) {
    bool same = own.get_desc() == plain.get_desc();
    arguments.insert({output, same ? plain : own});
    work.execute(stream, arguments);
    if (!same) dnnl::reorder(own, plain).execute(stream, own, plain);
  }

  void run(const Floats &xs, const Floats &ws, Floats &zs, const Floats &ds, Floats &gs) {
    auto px = plain(plainX, xs), pw = plain(plainW, ws), pd = plain(plainZ, ds);
    compute(up, {{DNNL_ARG_SRC, in(px, x)}, {DNNL_ARG_WEIGHTS, in(pw, w)}}, DNNL_ARG_DST, z,
            plain(plainZ, zs));
    compute(down, {{DNNL_ARG_SRC, in(px, x2)}, {DNNL_ARG_DIFF_DST, in(pd, d)}},
            DNNL_ARG_DIFF_WEIGHTS, g, plain(plainW, gs));
    if (s.slopesBelow)
      compute(under, {{DNNL_ARG_DIFF_DST, in(pd, d2)}, {DNNL_ARG_WEIGHTS, in(pw, w2)}},
              DNNL_ARG_DIFF_SRC, dx, plain(plainX, below));
    stream.wait();
  }
};

static double seconds(const std::function<void()> &work, int count) {
  auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < count; i++) work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() / count;
}

/// The largest difference relative to the largest number, for one image: it has one layout.
static double gap(Shape s) {
  s.images = 1;
  auto x = numbers(size_t(s.channels) * s.side * s.side), w = numbers(s.outputs * s.weights());
  auto d = numbers(size_t(s.outputs) * s.rows() * s.rows());
  Floats z1(d.size()), z2(d.size()), g1(w.size()), g2(w.size());
  Patches a(s);
  OneDNN b(s);
  a.run(x, w, z1, d, g1), b.run(x, w, z2, d, g2);
  double worst = 0;
  auto compare = [&](const Floats &p, const Floats &q) {
    double most = 1e-30, here = 0;
    for (size_t i = 0; i < p.size(); i++) {
      here = std::max<double>(here, std::fabs(p[i] - q[i]));
      most = std::max<double>(most, std::fabs(p[i]));
    }
    worst = std::max(worst, here / most);
  };
  compare(z1, z2), compare(g1, g2);
  if (s.slopesBelow) compare(a.below, b.below);
  return worst;
}

int main() {
  openblas_set_num_threads(1);
  printf("%-34s%8s%12s%12s%8s%10s\n", "ms a layer, up and down", "images", "patches", "oneDNN",
         "ratio", "gap");
  for (int images : {10, 256}) {
    const Shape shapes[] = {
        {"cnn 1, 1 x 28 x 28 to 10", images, 1, 28, 10, 5, 0, false},
        {"cnn 2, 10 x 12 x 12 to 20", images, 10, 12, 20, 5, 0, true},
        {"lenet 1, 1 x 28 x 28 to 6, padded", images, 1, 28, 6, 5, 2, false},
        {"lenet 1, 3 x 32 x 32 to 6", images, 3, 32, 6, 5, 0, false},
        {"lenet 2, 6 x 14 x 14 to 16", images, 6, 14, 16, 5, 0, true},
    };
    for (const auto &s : shapes) {
      auto x = numbers(size_t(images) * s.channels * s.side * s.side);
      auto w = numbers(s.outputs * s.weights());
      auto d = numbers(size_t(images) * s.outputs * s.rows() * s.rows());
      Floats z(d.size()), g(w.size());
      Patches ours(s);
      OneDNN theirs(s);
      auto a = [&] { ours.run(x, w, z, d, g); };
      auto b = [&] { theirs.run(x, w, z, d, g); };
      seconds(a, 3), seconds(b, 3);
      int count = std::max(1, int(0.02 / seconds(a, 3)));
      std::vector<double> p, q, ratios;
      for (int turn = 0; turn < 15; turn++) {
        p.push_back(seconds(a, count)), q.push_back(seconds(b, count));
        ratios.push_back(q.back() / p.back());
      }
      for (auto *v : {&p, &q, &ratios}) std::sort(v->begin(), v->end());
      printf("%-34s%8d%12.3f%12.3f%8.2f%10.0e\n", s.name, images, 1e3 * p[7], 1e3 * q[7],
             ratios[7], gap(s));
    }
  }
}
