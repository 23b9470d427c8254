// Yoga, the layout engine, for JavaScript: Yoga's own C functions, and a class whose objects keep their children.
#include <yoga/Yoga.h>

#include <cstdlib>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace layout {

/// What all of Yoga's functions for configurations take.
class Config {
 public:
  Config(const Config&) = delete;
  operator YGConfigRef() const { return config.get(); }

  Config() : config(YGConfigNew(), YGConfigFree) {}

 private:
  std::unique_ptr<YGConfig, void (*)(YGConfigRef)> config;
};

/// Bits, of which Yoga gives names to some combinations.
inline int getErrata(const Config& config) { return YGConfigGetErrata(config); }
inline void setErrata(const Config& config, int errata) { YGConfigSetErrata(config, static_cast<YGErrata>(errata)); }

using Measure = std::function<YGSize(float width, YGMeasureMode widthMode, float height, YGMeasureMode heightMode)>;

/// What all of Yoga's functions for nodes take. A node keeps its children, Yoga does not.
class Node : public std::enable_shared_from_this<Node> {
 public:
  explicit Node(std::shared_ptr<Config> with = nullptr)
      : config(std::move(with)), node(config ? YGNodeNewWithConfig(*config) : YGNodeNew()) {
    YGNodeSetContext(node, this);
  }
  Node(const Node&) = delete;
  ~Node() { YGNodeFree(node); }
  operator YGNodeRef() const { return node; }

  void insertChild(std::shared_ptr<Node> child, uint32_t index) {
    if (index > children.size()) throw std::out_of_range("there are not that many children");
    YGNodeInsertChild(node, *child, index);
    children.insert(children.begin() + index, std::move(child));
  }
  void removeChild(const Node& child) {
    YGNodeRemoveChild(node, child);
    for (size_t n = 0; n < children.size(); ++n)
      if (children[n].get() == &child) children.erase(children.begin() + n--);
  }
  std::shared_ptr<Node> getChild(uint32_t index) const {
    return index < children.size() ? children[index] : nullptr;
  }
  std::shared_ptr<Node> getParent() const {
    YGNodeRef owner = ::YGNodeGetOwner(node);
    return owner ? of(owner).shared_from_this() : nullptr;
  }

  void setMeasureFunc(Measure to) {
    YGNodeSetMeasureFunc(node, to ? measured : nullptr);
    measure = std::move(to);
  }
  void setDirtiedFunc(std::function<void()> to) {
    dirtied = std::move(to);
    YGNodeSetDirtiedFunc(node, dirtied ? [](YGNodeConstRef node) { of(node).dirtied(); } : YGDirtiedFunc());
  }
  void reset() {
    YGNodeReset(node);
    YGNodeSetContext(node, this);
    measure = nullptr;
    dirtied = nullptr;
  }

 private:
  static Node& of(YGNodeConstRef node) { return *static_cast<Node*>(YGNodeGetContext(node)); }
  static YGSize measured(YGNodeConstRef node, float width, YGMeasureMode widthMode, float height, YGMeasureMode heightMode) {
    return of(node).measure(width, widthMode, height, heightMode);
  }

  std::shared_ptr<Config> config;
  YGNodeRef node;
  std::vector<std::shared_ptr<Node>> children;
  Measure measure;
  std::function<void()> dirtied;
};

struct Layout {
  float left, right, top, bottom, width, height;
};
inline Layout getComputedLayout(const Node& node) {
  return {YGNodeLayoutGetLeft(node),   YGNodeLayoutGetRight(node), YGNodeLayoutGetTop(node),
          YGNodeLayoutGetBottom(node), YGNodeLayoutGetWidth(node), YGNodeLayoutGetHeight(node)};
}

/// `50%`, `auto` where there is such a function, or a number of points: what Yoga has functions of their own for.
template <class... Edge>
void setLength(const Node& node, const std::string& text, Edge... edge, void (*points)(YGNodeRef, Edge..., float),
               void (*percent)(YGNodeRef, Edge..., float), void (*automatic)(YGNodeRef, Edge...) = nullptr) {
  if (automatic && text == "auto") return automatic(node, edge...);
  char* end;
  float number = std::strtof(text.c_str(), &end);
  if (end != text.c_str() && std::string_view(end) == "%") return percent(node, edge..., number);
  if (end == text.c_str() || *end) throw std::invalid_argument("no length: '" + text + "'");
  points(node, edge..., number);
}
inline void setWidth(const Node& node, const std::string& text) {
  setLength<>(node, text, YGNodeStyleSetWidth, YGNodeStyleSetWidthPercent, YGNodeStyleSetWidthAuto);
}
inline void setHeight(const Node& node, const std::string& text) {
  setLength<>(node, text, YGNodeStyleSetHeight, YGNodeStyleSetHeightPercent, YGNodeStyleSetHeightAuto);
}
inline void setMinWidth(const Node& node, const std::string& text) {
  setLength<>(node, text, YGNodeStyleSetMinWidth, YGNodeStyleSetMinWidthPercent);
}
inline void setMinHeight(const Node& node, const std::string& text) {
  setLength<>(node, text, YGNodeStyleSetMinHeight, YGNodeStyleSetMinHeightPercent);
}
inline void setMaxWidth(const Node& node, const std::string& text) {
  setLength<>(node, text, YGNodeStyleSetMaxWidth, YGNodeStyleSetMaxWidthPercent);
}
inline void setMaxHeight(const Node& node, const std::string& text) {
  setLength<>(node, text, YGNodeStyleSetMaxHeight, YGNodeStyleSetMaxHeightPercent);
}
inline void setFlexBasis(const Node& node, const std::string& text) {
  setLength<>(node, text, YGNodeStyleSetFlexBasis, YGNodeStyleSetFlexBasisPercent, YGNodeStyleSetFlexBasisAuto);
}
inline void setPosition(const Node& node, YGEdge edge, const std::string& text) {
  setLength<YGEdge>(node, text, edge, YGNodeStyleSetPosition, YGNodeStyleSetPositionPercent, YGNodeStyleSetPositionAuto);
}
inline void setMargin(const Node& node, YGEdge edge, const std::string& text) {
  setLength<YGEdge>(node, text, edge, YGNodeStyleSetMargin, YGNodeStyleSetMarginPercent, YGNodeStyleSetMarginAuto);
}
inline void setPadding(const Node& node, YGEdge edge, const std::string& text) {
  setLength<YGEdge>(node, text, edge, YGNodeStyleSetPadding, YGNodeStyleSetPaddingPercent);
}
inline void setGap(const Node& node, YGGutter gutter, const std::string& text) {
  setLength<YGGutter>(node, text, gutter, YGNodeStyleSetGap, YGNodeStyleSetGapPercent);
}

}  // namespace layout

/**IT_START**/
type Align = enum YGAlign {
  auto = YGAlignAuto, flexStart = YGAlignFlexStart, center = YGAlignCenter, flexEnd = YGAlignFlexEnd,
  stretch = YGAlignStretch, baseline = YGAlignBaseline, spaceBetween = YGAlignSpaceBetween,
  spaceAround = YGAlignSpaceAround, spaceEvenly = YGAlignSpaceEvenly
};
type BoxSizing = enum YGBoxSizing { borderBox = YGBoxSizingBorderBox, contentBox = YGBoxSizingContentBox };
type Direction = enum YGDirection { inherit = YGDirectionInherit, ltr = YGDirectionLTR, rtl = YGDirectionRTL };
type Display = enum YGDisplay { flex = YGDisplayFlex, none = YGDisplayNone, contents = YGDisplayContents };
type Edge = enum YGEdge {
  left = YGEdgeLeft, top = YGEdgeTop, right = YGEdgeRight, bottom = YGEdgeBottom, start = YGEdgeStart, end = YGEdgeEnd,
  horizontal = YGEdgeHorizontal, vertical = YGEdgeVertical, all = YGEdgeAll
};
type ExperimentalFeature = enum YGExperimentalFeature { webFlexBasis = YGExperimentalFeatureWebFlexBasis };
type FlexDirection = enum YGFlexDirection {
  column = YGFlexDirectionColumn, columnReverse = YGFlexDirectionColumnReverse,
  row = YGFlexDirectionRow, rowReverse = YGFlexDirectionRowReverse
};
type Gutter = enum YGGutter { column = YGGutterColumn, row = YGGutterRow, all = YGGutterAll };
type Justify = enum YGJustify {
  flexStart = YGJustifyFlexStart, center = YGJustifyCenter, flexEnd = YGJustifyFlexEnd,
  spaceBetween = YGJustifySpaceBetween, spaceAround = YGJustifySpaceAround, spaceEvenly = YGJustifySpaceEvenly
};
type MeasureMode = enum YGMeasureMode {
  undefined = YGMeasureModeUndefined, exactly = YGMeasureModeExactly, atMost = YGMeasureModeAtMost
};
type Overflow = enum YGOverflow { visible = YGOverflowVisible, hidden = YGOverflowHidden, scroll = YGOverflowScroll };
type PositionType = enum YGPositionType {
  static = YGPositionTypeStatic, relative = YGPositionTypeRelative, absolute = YGPositionTypeAbsolute
};
type Unit = enum YGUnit { undefined = YGUnitUndefined, point = YGUnitPoint, percent = YGUnitPercent, auto = YGUnitAuto };
type Wrap = enum YGWrap { noWrap = YGWrapNoWrap, wrap = YGWrapWrap, wrapReverse = YGWrapWrapReverse };

type Value = struct YGValue { value: f32; unit: Unit; };
type Size = struct YGSize { width: f32; height: f32; };
type Layout = struct layout::Layout { left: f32; right: f32; top: f32; bottom: f32; width: f32; height: f32; };

export {
  shared class Config = layout::Config {
    Config();
    func setExperimentalFeatureEnabled = ::YGConfigSetExperimentalFeatureEnabled(feature: ExperimentalFeature, enabled: bool);
    func isExperimentalFeatureEnabled = ::YGConfigIsExperimentalFeatureEnabled(feature: ExperimentalFeature) -> bool;
    func setPointScaleFactor = ::YGConfigSetPointScaleFactor(pixelsInPoint: f32);
    prop errata: s32 = layout::getErrata, layout::setErrata;
    func setUseWebDefaults = ::YGConfigSetUseWebDefaults(enabled: bool);
    func useWebDefaults = ::YGConfigGetUseWebDefaults() -> bool;
  }

  shared class Node = layout::Node {
    Node();
    Node(config: std::shared_ptr<Config>);
    func reset();
    func copyStyle = ::YGNodeCopyStyle(other: Node);

    func setPositionType = ::YGNodeStyleSetPositionType(to: PositionType);
    func setPosition = ::YGNodeStyleSetPosition(edge: Edge, points: f32);
    func setPosition = layout::setPosition(edge: Edge, length: std::string);
    func setAlignContent = ::YGNodeStyleSetAlignContent(to: Align);
    func setAlignItems = ::YGNodeStyleSetAlignItems(to: Align);
    func setAlignSelf = ::YGNodeStyleSetAlignSelf(to: Align);
    func setFlexDirection = ::YGNodeStyleSetFlexDirection(to: FlexDirection);
    func setFlexWrap = ::YGNodeStyleSetFlexWrap(to: Wrap);
    func setJustifyContent = ::YGNodeStyleSetJustifyContent(to: Justify);
    func setDirection = ::YGNodeStyleSetDirection(to: Direction);
    func setOverflow = ::YGNodeStyleSetOverflow(to: Overflow);
    func setDisplay = ::YGNodeStyleSetDisplay(to: Display);
    func setBoxSizing = ::YGNodeStyleSetBoxSizing(to: BoxSizing);
    func setMargin = ::YGNodeStyleSetMargin(edge: Edge, points: f32);
    func setMargin = layout::setMargin(edge: Edge, length: std::string);
    func setPadding = ::YGNodeStyleSetPadding(edge: Edge, points: f32);
    func setPadding = layout::setPadding(edge: Edge, length: std::string);
    func setBorder = ::YGNodeStyleSetBorder(edge: Edge, points: f32);
    func setGap = ::YGNodeStyleSetGap(gutter: Gutter, points: f32);
    func setGap = layout::setGap(gutter: Gutter, length: std::string);
    func setFlex = ::YGNodeStyleSetFlex(to: f32);
    func setFlexGrow = ::YGNodeStyleSetFlexGrow(to: f32);
    func setFlexShrink = ::YGNodeStyleSetFlexShrink(to: f32);
    func setFlexBasis = ::YGNodeStyleSetFlexBasis(points: f32);
    func setFlexBasis = layout::setFlexBasis(length: std::string);
    func setWidth = ::YGNodeStyleSetWidth(points: f32);
    func setWidth = layout::setWidth(length: std::string);
    func setHeight = ::YGNodeStyleSetHeight(points: f32);
    func setHeight = layout::setHeight(length: std::string);
    func setMinWidth = ::YGNodeStyleSetMinWidth(points: f32);
    func setMinWidth = layout::setMinWidth(length: std::string);
    func setMinHeight = ::YGNodeStyleSetMinHeight(points: f32);
    func setMinHeight = layout::setMinHeight(length: std::string);
    func setMaxWidth = ::YGNodeStyleSetMaxWidth(points: f32);
    func setMaxWidth = layout::setMaxWidth(length: std::string);
    func setMaxHeight = ::YGNodeStyleSetMaxHeight(points: f32);
    func setMaxHeight = layout::setMaxHeight(length: std::string);
    func setAspectRatio = ::YGNodeStyleSetAspectRatio(to: f32);

    func getPositionType = ::YGNodeStyleGetPositionType() -> PositionType;
    func getPosition = ::YGNodeStyleGetPosition(edge: Edge) -> Value;
    func getAlignContent = ::YGNodeStyleGetAlignContent() -> Align;
    func getAlignItems = ::YGNodeStyleGetAlignItems() -> Align;
    func getAlignSelf = ::YGNodeStyleGetAlignSelf() -> Align;
    func getFlexDirection = ::YGNodeStyleGetFlexDirection() -> FlexDirection;
    func getFlexWrap = ::YGNodeStyleGetFlexWrap() -> Wrap;
    func getJustifyContent = ::YGNodeStyleGetJustifyContent() -> Justify;
    func getDirection = ::YGNodeStyleGetDirection() -> Direction;
    func getOverflow = ::YGNodeStyleGetOverflow() -> Overflow;
    func getDisplay = ::YGNodeStyleGetDisplay() -> Display;
    func getBoxSizing = ::YGNodeStyleGetBoxSizing() -> BoxSizing;
    func getMargin = ::YGNodeStyleGetMargin(edge: Edge) -> Value;
    func getPadding = ::YGNodeStyleGetPadding(edge: Edge) -> Value;
    func getBorder = ::YGNodeStyleGetBorder(edge: Edge) -> f32;
    func getGap = ::YGNodeStyleGetGap(gutter: Gutter) -> f32;
    func getFlexBasis = ::YGNodeStyleGetFlexBasis() -> Value;
    func getFlexGrow = ::YGNodeStyleGetFlexGrow() -> f32;
    func getFlexShrink = ::YGNodeStyleGetFlexShrink() -> f32;
    func getWidth = ::YGNodeStyleGetWidth() -> Value;
    func getHeight = ::YGNodeStyleGetHeight() -> Value;
    func getMinWidth = ::YGNodeStyleGetMinWidth() -> Value;
    func getMinHeight = ::YGNodeStyleGetMinHeight() -> Value;
    func getMaxWidth = ::YGNodeStyleGetMaxWidth() -> Value;
    func getMaxHeight = ::YGNodeStyleGetMaxHeight() -> Value;
    func getAspectRatio = ::YGNodeStyleGetAspectRatio() -> f32;

    func insertChild(child: std::shared_ptr<Node>, index: u32);
    func removeChild(child: Node);
    func getChildCount = ::YGNodeGetChildCount() -> u32;
    func getChild(index: u32) -> option(Node);
    func getParent() -> option(Node);

    func setAlwaysFormsContainingBlock = ::YGNodeSetAlwaysFormsContainingBlock(to: bool);
    func isReferenceBaseline = ::YGNodeIsReferenceBaseline() -> bool;
    func setIsReferenceBaseline = ::YGNodeSetIsReferenceBaseline(to: bool);

    func setMeasureFunc(measure: std::function<Size(f32, MeasureMode, f32, MeasureMode)>);
    func setDirtiedFunc(dirtied: std::function<void()>);
    func markDirty = ::YGNodeMarkDirty();
    func isDirty = ::YGNodeIsDirty() -> bool;
    func hasNewLayout = ::YGNodeGetHasNewLayout() -> bool;
    func setHasNewLayout = ::YGNodeSetHasNewLayout(to: bool);

    func calculateLayout = ::YGNodeCalculateLayout(width: f32 = nan, height: f32 = nan, direction: Direction = ltr);
    func getComputedLeft = ::YGNodeLayoutGetLeft() -> f32;
    func getComputedRight = ::YGNodeLayoutGetRight() -> f32;
    func getComputedTop = ::YGNodeLayoutGetTop() -> f32;
    func getComputedBottom = ::YGNodeLayoutGetBottom() -> f32;
    func getComputedWidth = ::YGNodeLayoutGetWidth() -> f32;
    func getComputedHeight = ::YGNodeLayoutGetHeight() -> f32;
    func getComputedLayout = layout::getComputedLayout() -> Layout;
    func getComputedMargin = ::YGNodeLayoutGetMargin(edge: Edge) -> f32;
    func getComputedBorder = ::YGNodeLayoutGetBorder(edge: Edge) -> f32;
    func getComputedPadding = ::YGNodeLayoutGetPadding(edge: Edge) -> f32;
  }
}
/**IT_END**/
