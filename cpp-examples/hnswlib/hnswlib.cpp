// hnswlib, which finds the nearest of many vectors, for JavaScript.
#include "single-thread.h"

#include <hnswlib.h>

#include <cmath>
#include <functional>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace vectors {

using Vector = std::vector<float>;

enum class Metric { l2, ip, cosine };

inline void normalize(Vector& vector) {
  float norm = std::sqrt(std::inner_product(vector.begin(), vector.end(), vector.begin(), 0.0f));
  if (norm > 0)
    for (float& each : vector) each /= norm;
}
inline Vector normalizePoint(Vector point) {
  normalize(point);
  return point;
}

/// One of hnswlib's spaces: how far two vectors are apart.
template <class Base>
class Space : Base {
 public:
  explicit Space(uint32_t dimensions) : Base(dimensions), dimensions(dimensions) {}
  float distance(const Vector& a, const Vector& b) {
    if (a.size() != dimensions || b.size() != dimensions)
      throw std::invalid_argument("the space has " + std::to_string(dimensions) + " dimensions");
    return Base::get_dist_func()(a.data(), b.data(), Base::get_dist_func_param());
  }
  uint32_t getNumDimensions() const { return dimensions; }

 private:
  uint32_t dimensions;
};
using L2Space = Space<hnswlib::L2Space>;
using InnerProductSpace = Space<hnswlib::InnerProductSpace>;

struct SearchResult {
  std::vector<float> distances;
  std::vector<uint32_t> neighbors;
};
using Filter = std::function<bool(uint32_t label)>;

/// What both kinds of index have.
template <class Search>
class Index {
 public:
  Index(Metric metric, uint32_t dimensions) : dimensions(dimensions), isNormalized(metric == Metric::cosine) {
    if (metric == Metric::l2)
      space = std::make_unique<hnswlib::L2Space>(dimensions);
    else
      space = std::make_unique<hnswlib::InnerProductSpace>(dimensions);
  }
  bool isIndexInitialized() const { return search != nullptr; }
  uint32_t getNumDimensions() const { return dimensions; }

  SearchResult searchKnn(Vector query, uint32_t count, const Filter& filter) {
    if (count == 0 || count > getMaxElements()) throw std::invalid_argument("there are not that many neighbors");
    take(query);
    FilterFunctor functor(filter);
    SearchResult result;
    for (auto [distance, label] : index().searchKnnCloserFirst(query.data(), count, filter ? &functor : nullptr)) {
      result.distances.push_back(distance);
      result.neighbors.push_back(label);
    }
    return result;
  }
  uint32_t getMaxElements() const { return maxElements; }

 protected:
  Search& index() const {
    if (!search) throw std::runtime_error("the index is not initialized");
    return *search;
  }
  /// Makes a vector as the index has them.
  void take(Vector& vector) const {
    if (vector.size() != dimensions)
      throw std::invalid_argument("the index has " + std::to_string(dimensions) + " dimensions");
    if (isNormalized) normalize(vector);
  }
  void limit(uint32_t count) const {
    if (count > maxElements) throw std::runtime_error("the index holds " + std::to_string(maxElements) + " elements");
  }

  std::unique_ptr<hnswlib::SpaceInterface<float>> space;
  std::unique_ptr<Search> search;
  uint32_t maxElements = 0;

 private:
  struct FilterFunctor : hnswlib::BaseFilterFunctor {
    const Filter& filter;
    explicit FilterFunctor(const Filter& filter) : filter(filter) {}
    bool operator()(hnswlib::labeltype label) override { return filter(label); }
  };

  uint32_t dimensions;
  bool isNormalized;
};

class BruteforceSearch : public Index<hnswlib::BruteforceSearch<float>> {
 public:
  using Index::Index;
  void initIndex(uint32_t size) {
    search = std::make_unique<hnswlib::BruteforceSearch<float>>(space.get(), size);
    maxElements = size;
  }
  void addPoint(Vector point, uint32_t label) {
    take(point);
    index().addPoint(point.data(), label);
  }
  void removePoint(uint32_t label) { index().removePoint(label); }
  uint32_t getCurrentCount() const { return index().cur_element_count; }
};

class HierarchicalNSW : public Index<hnswlib::HierarchicalNSW<float>> {
 public:
  using Index::Index;
  void initIndex(uint32_t size, uint32_t m, uint32_t efConstruction, uint32_t seed) {
    search = std::make_unique<hnswlib::HierarchicalNSW<float>>(space.get(), size, m, efConstruction, seed, true);
    maxElements = size;
  }
  void resizeIndex(uint32_t size) {
    index().resizeIndex(size);
    maxElements = size;
  }
  void addPoint(Vector point, uint32_t label, bool replaceDeleted) {
    take(point);
    index().addPoint(point.data(), label, replaceDeleted);
  }
  void addPoints(std::vector<Vector> points, const std::vector<uint32_t>& labels, bool replaceDeleted) {
    if (points.size() != labels.size()) throw std::invalid_argument("there have to be as many labels as points");
    limit(getCurrentCount() + points.size());
    for (size_t n = 0; n < points.size(); ++n) addPoint(std::move(points[n]), labels[n], replaceDeleted);
  }
  std::vector<uint32_t> addItems(std::vector<Vector> points, bool replaceDeleted) {
    auto labels = freeLabels(points.size(), replaceDeleted);
    addPoints(std::move(points), labels, replaceDeleted);
    return labels;
  }
  void markDelete(uint32_t label) { index().markDelete(label); }
  void markDeleteItems(const std::vector<uint32_t>& labels) {
    for (uint32_t label : labels) markDelete(label);
  }
  void unmarkDelete(uint32_t label) { index().unmarkDelete(label); }
  std::vector<uint32_t> getUsedLabels() const { return labelsThatAre(false); }
  std::vector<uint32_t> getDeletedLabels() const { return labelsThatAre(true); }
  Vector getPoint(uint32_t label) const { return index().getDataByLabel<float>(label); }
  uint32_t getCurrentCount() const { return index().getCurrentElementCount(); }
  uint32_t getEfSearch() const { return index().ef_; }
  void setEfSearch(uint32_t ef) { index().setEf(ef); }

 private:
  std::vector<uint32_t> labelsThatAre(bool deleted) const {
    std::vector<uint32_t> labels;
    for (auto [label, id] : index().label_lookup_)
      if (index().isMarkedDeleted(id) == deleted) labels.push_back(label);
    return labels;
  }
  /// Those of deleted elements where these may be replaced, then the next ones.
  std::vector<uint32_t> freeLabels(size_t count, bool replaceDeleted) const {
    auto labels = replaceDeleted ? labelsThatAre(true) : std::vector<uint32_t>();
    uint32_t next = 0;
    for (auto [label, id] : index().label_lookup_)
      if (label >= next) next = label + 1;
    while (labels.size() < count) labels.push_back(next++);
    labels.resize(count);
    return labels;
  }
};

}  // namespace vectors

/**IT_START**/
type Metric = enum vectors::Metric { l2, ip, cosine };
type SearchResult = struct vectors::SearchResult { distances: std::vector<f32>; neighbors: std::vector<u32>; };
export {
  func normalizePoint = vectors::normalizePoint(point: std::vector<f32>) -> std::vector<f32>;

  class L2Space = vectors::L2Space {
    L2Space(dimensions: u32);
    func distance(a: std::vector<f32>, b: std::vector<f32>) -> f32;
    func getNumDimensions() -> u32;
  }
  class InnerProductSpace = vectors::InnerProductSpace {
    InnerProductSpace(dimensions: u32);
    func distance(a: std::vector<f32>, b: std::vector<f32>) -> f32;
    func getNumDimensions() -> u32;
  }

  /// Compares with all vectors.
  class BruteforceSearch = vectors::BruteforceSearch {
    BruteforceSearch(metric: Metric, dimensions: u32);
    func initIndex(maxElements: u32);
    func isIndexInitialized() -> bool;
    func addPoint(point: std::vector<f32>, label: u32);
    func removePoint(label: u32);
    /// The nearest come first. With a filter only those whose labels it takes.
    func searchKnn(query: std::vector<f32>, count: u32, filter: std::function<bool(u32)>) -> SearchResult;
    func getMaxElements() -> u32;
    func getCurrentCount() -> u32;
    func getNumDimensions() -> u32;
  }

  /// Finds its way through a graph of the vectors.
  class HierarchicalNSW = vectors::HierarchicalNSW {
    HierarchicalNSW(metric: Metric, dimensions: u32);
    func initIndex(maxElements: u32, m: u32 = 16, efConstruction: u32 = 200, seed: u32 = 100);
    func isIndexInitialized() -> bool;
    func resizeIndex(maxElements: u32);
    func addPoint(point: std::vector<f32>, label: u32, replaceDeleted: bool = false);
    func addPoints(points: std::vector<std::vector<f32>>, labels: std::vector<u32>, replaceDeleted: bool = false);
    /// Gives the labels that it has found for them.
    func addItems(points: std::vector<std::vector<f32>>, replaceDeleted: bool = false) -> std::vector<u32>;
    func markDelete(label: u32);
    func markDeleteItems(labels: std::vector<u32>);
    func unmarkDelete(label: u32);
    func getUsedLabels() -> std::vector<u32>;
    func getDeletedLabels() -> std::vector<u32>;
    func getPoint(label: u32) -> std::vector<f32>;
    /// The nearest come first. With a filter only those whose labels it takes.
    func searchKnn(query: std::vector<f32>, count: u32, filter: std::function<bool(u32)>) -> SearchResult;
    func getMaxElements() -> u32;
    func getCurrentCount() -> u32;
    func getNumDimensions() -> u32;
    func getEfSearch() -> u32;
    func setEfSearch(ef: u32);
  }
}
/**IT_END**/
