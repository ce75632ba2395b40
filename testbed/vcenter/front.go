package main

import (
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const (
	sessionCookie = "vmware_soap_session"
	logout        = "<Logout "
	// longestBody is of a request, in bytes.
	longestBody = 16 << 20
)

// front is what clients talk to: it counts and delays requests (counts all but log-outs), guards downloads and mends answers.
type front struct {
	simulator      http.Handler
	user, password string
	sessions       sync.Map // the cookies that were handed out, by value
	latency        int64    // nanoseconds
	requests       int64
	diskReads      int64
}

func newFront(target *url.URL, user, password string, latency time.Duration) http.Handler {
	proxy := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: target.Scheme, Host: target.Host})
	f := &front{simulator: proxy, user: user, password: password, latency: int64(latency)}
	proxy.ModifyResponse = func(r *http.Response) error {
		for _, cookie := range r.Cookies() {
			if cookie.Name == sessionCookie {
				f.sessions.Store(bare(cookie.Value), true)
			}
		}
		return addArrayTypes(r)
	}
	return f
}

func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/testbed/") {
		f.control(w, r)
		return
	}
	last, err := isLogout(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if !last {
		atomic.AddInt64(&f.requests, 1)
	}
	if strings.HasSuffix(r.URL.Path, "-flat.vmdk") && r.Method == http.MethodGet {
		atomic.AddInt64(&f.diskReads, 1)
	}
	time.Sleep(time.Duration(atomic.LoadInt64(&f.latency)))
	if strings.HasPrefix(r.URL.Path, "/folder") && !f.mayDownload(w, r) {
		return
	}
	f.simulator.ServeHTTP(w, r)
}

// isLogout tells the call that nobody waits for and that may come later than the next one; it leaves the request as it was.
func isLogout(r *http.Request) (bool, error) {
	if r.Method != http.MethodPost || r.URL.Path != "/sdk" {
		return false, nil
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, longestBody))
	if err != nil {
		return false, err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return bytes.Contains(body, []byte(logout)), nil
}

// control is for tests: what has been asked for so far, and another latency.
func (f *front) control(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/testbed/requests":
		fmt.Fprintln(w, atomic.LoadInt64(&f.requests))
	case "/testbed/disk-reads":
		fmt.Fprintln(w, atomic.LoadInt64(&f.diskReads))
	case "/testbed/latency":
		latency, err := time.ParseDuration(r.URL.Query().Get("is"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		atomic.StoreInt64(&f.latency, int64(latency))
	default:
		http.NotFound(w, r)
	}
}

// mayDownload asks for the password or for the cookie of a session, as a vCenter does for files of datastores.
func (f *front) mayDownload(w http.ResponseWriter, r *http.Request) bool {
	if cookie, err := r.Cookie(sessionCookie); err == nil {
		if _, known := f.sessions.Load(bare(cookie.Value)); known {
			return true
		}
	}
	user, password, given := r.BasicAuth()
	if given && user == f.user && subtle.ConstantTimeCompare([]byte(password), []byte(f.password)) == 1 {
		session := newSession()
		f.sessions.Store(session, true)
		w.Header().Add("Set-Cookie", sessionCookie+`="`+session+`"; Path=/; HttpOnly; Secure;`)
		return true
	}
	w.Header().Set("WWW-Authenticate", `Basic realm="VMware HTTP server"`)
	http.Error(w, "Unauthorized", http.StatusUnauthorized)
	return false
}

func newSession() string {
	random := make([]byte, 20)
	if _, err := rand.Read(random); err != nil {
		panic(err)
	}
	return hex.EncodeToString(random)
}

func bare(cookieValue string) string {
	return strings.Trim(cookieValue, `"`)
}

// addArrayTypes adds the xsi:type that libvirt asks of every member of an array.
func addArrayTypes(r *http.Response) error {
	if r.Request.URL.Path != "/sdk" {
		return nil
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	body = withArrayTypes(body)
	if strings.Contains(r.Request.Header.Get("Accept-Encoding"), "gzip") {
		compress(r, body)
		return nil
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	r.ContentLength = int64(len(body))
	r.Header.Set("Content-Length", strconv.Itoa(len(body)))
	return nil
}

// compress sends the body as vCenters do to those who can read it, while it is being compressed.
func compress(r *http.Response, body []byte) {
	reader, writer := io.Pipe()
	go func() {
		zip, _ := gzip.NewWriterLevel(writer, gzip.BestSpeed)
		_, err := zip.Write(body)
		if err == nil {
			err = zip.Close()
		}
		writer.CloseWithError(err)
	}()
	r.Body = reader
	r.ContentLength = -1
	r.Header.Del("Content-Length")
	r.Header.Set("Content-Encoding", "gzip")
}

// withArrayTypes does by hand what a regular expression takes seconds for: an answer may have fifty megabytes.
func withArrayTypes(body []byte) []byte {
	var out bytes.Buffer
	out.Grow(len(body) + len(body)/8)
	for {
		tag, kind, found := cut(body, `<val `, `>`)
		if !found {
			out.Write(body)
			return out.Bytes()
		}
		out.Write(body[:tag])
		body = body[tag:]
		end := bytes.Index(body, []byte("</val>"))
		_, name, isArray := strings.Cut(strings.TrimSuffix(kind, `"`), `type="ArrayOf`)
		if end < 0 || !isArray {
			out.WriteString("<val ")
			body = body[len("<val "):]
			continue
		}
		typed := fmt.Sprintf(`<%[1]s xsi:type="%[1]s"`, name)
		members := bytes.ReplaceAll(body[:end], []byte("<"+name+">"), []byte(typed+">"))
		out.Write(bytes.ReplaceAll(members, []byte("<"+name+` type="`), []byte(typed+` type="`)))
		body = body[end:]
	}
}

// cut finds the first text between two marks; it tells where the first mark is.
func cut(body []byte, before, after string) (int, string, bool) {
	start := bytes.Index(body, []byte(before))
	if start < 0 {
		return 0, "", false
	}
	length := bytes.Index(body[start:], []byte(after))
	if length < 0 {
		return 0, "", false
	}
	return start, string(body[start+len(before) : start+length]), true
}
