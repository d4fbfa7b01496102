"""Python's `http.server` with a thread a connection and persistent connections."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        parts = self.path.split("/")[1:]
        if parts[0] in ("hello", "order"):
            self.answer(200, (b"%015x\n" % int(parts[1])) * 64)
        elif parts[0] in ("big", "ready"):
            self.answer(200, b"x" * int(parts[1]))
        elif parts[0] == "panic":
            raise RuntimeError("as asked for")
        else:
            self.answer(404, b"not found\n")

    def do_POST(self):
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(200, b"%d\n" % len(content))

    def answer(self, status, content):
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print("http://%s:%d" % server.server_address, flush=True)
server.serve_forever()
