/** Lets a browser that has just been started come to rest. */
setTimeout(() => {
  location.href = '/go';
}, 2000);
