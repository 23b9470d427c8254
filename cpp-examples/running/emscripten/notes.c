/* A library that needs Emscripten's own JavaScript: it keeps a file, which Emscripten has in memory. */
#include <stdio.h>
#include <stdlib.h>

static const char *path = "/notes.txt";

/* Adds a line. Gives how many bytes it is long; negative where that cannot be done. */
int note(const char *text) {
  FILE *file = fopen(path, "a");
  if (!file) return -1;
  int written = fprintf(file, "%s\n", text);
  fclose(file);
  return written;
}

/* All lines; the caller frees them. NULL where there are none. */
char *notes(void) {
  FILE *file = fopen(path, "r");
  if (!file) return NULL;
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *text = malloc(size + 1);
  text[fread(text, 1, size, file)] = '\0';
  fclose(file);
  return text;
}
