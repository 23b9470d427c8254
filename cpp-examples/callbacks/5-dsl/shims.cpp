/**IT_START**/
callback Log(string);
/// Gives 1 to stop.
callback Progress(nDone: s32, nTotal: s32) -> s32;

import "keyboard" {
  /// The next key's code; nothing when there is no more.
  func waitForKeypress() -> std::optional<std::string>;
}

export {
  func processData(data: array(f32), log: Log) -> array(f32);
  /// Returns when there are no more keys.
  func onKeyboardEvent(onEvent: Log);
  func startDataPipeline(data: string, onData: Log, progressHook: Progress);
  func onAlert(onAlert: retain Log);
  func raiseAlert(msg: string);
}
/**IT_END**/

#include <cstring>

// The libraries of stage 4, as they are.
extern "C" {
#include "calc.h"
#include "datapipeline.h"
#include "events.h"
#include "libalerts.h"

// What events.c leaves to whoever links it.
char *wait_for_keypress() {
  auto code = waitForKeypress();
  return code ? strdup(code->c_str()) : nullptr;
}
}

std::vector<float> processData(it::span<const float> data, Log log) {
  std::vector<float> out(data.size());
  out.resize(process_data_f32(log.id, data.data(), data.size(), out.data(), Log::relay));
  return out;
}

void onKeyboardEvent(Log onEvent) { add_event_listener(onEvent.id, Log::relay); }

void startDataPipeline(const char *data, Log onData, Progress progressHook) {
  start_process_pipeline(onData.id, progressHook.id, data, Log::relay, Progress::relay);
}

// The library keeps what it is given; one that was released is taken from it when its turn comes.
static void tell(const void *listener, const char *msg) {
  auto *kept = static_cast<const it::retained<Log> *>(listener);
  if (*kept) return (*kept)(msg);
  remove_alert_listener(listener);
  delete kept;
}

void onAlert(it::retained<Log> onAlert) { add_alert_listener(new it::retained<Log>(onAlert), tell); }
void raiseAlert(const char *msg) { raise_alert(msg); }
