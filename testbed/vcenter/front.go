package main

import (
	"bytes"
	"crypto/rand"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

const sessionCookie = "vmware_soap_session"

// front is what clients talk to: it counts and delays requests, guards downloads and mends answers.
type front struct {
	simulator      http.Handler
	user, password string
	session        string
	latency        time.Duration
	requests       int64
}

func newFront(target *url.URL, user, password string, latency time.Duration) http.Handler {
	proxy := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: target.Scheme, Host: target.Host})
	proxy.ModifyResponse = addArrayTypes
	random := make([]byte, 20)
	if _, err := rand.Read(random); err != nil {
		panic(err)
	}
	return &front{simulator: proxy, user: user, password: password, session: hex.EncodeToString(random), latency: latency}
}

func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/requests" { // how many round trips have been made so far
		fmt.Fprintln(w, atomic.LoadInt64(&f.requests))
		return
	}
	atomic.AddInt64(&f.requests, 1)
	time.Sleep(f.latency)
	if strings.HasPrefix(r.URL.Path, "/folder") && !f.mayDownload(w, r) {
		return
	}
	f.simulator.ServeHTTP(w, r)
}

// mayDownload asks for the password or for the cookie that a download with the password was answered with,
// as a vCenter does for files of datastores.
func (f *front) mayDownload(w http.ResponseWriter, r *http.Request) bool {
	if cookie, err := r.Cookie(sessionCookie); err == nil && equal(strings.Trim(cookie.Value, `"`), f.session) {
		return true
	}
	user, password, given := r.BasicAuth()
	if given && user == f.user && equal(password, f.password) {
		w.Header().Add("Set-Cookie", sessionCookie+`="`+f.session+`"; Path=/; HttpOnly; Secure;`)
		return true
	}
	w.Header().Set("WWW-Authenticate", `Basic realm="VMware HTTP server"`)
	http.Error(w, "Unauthorized", http.StatusUnauthorized)
	return false
}

func equal(a, b string) bool {
	return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1
}

var array = regexp.MustCompile(`(?s)<val [^>]*type="ArrayOf(\w+)">.*?</val>`)

// addArrayTypes adds the xsi:type that libvirt asks of every member of an array.
func addArrayTypes(r *http.Response) error {
	if r.Request.URL.Path != "/sdk" {
		return nil
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	body = array.ReplaceAllFunc(body, func(val []byte) []byte {
		name := string(array.FindSubmatch(val)[1])
		member := regexp.MustCompile(`<` + name + `( type="[^"]*")?>`)
		return member.ReplaceAll(val, []byte(`<`+name+` xsi:type="`+name+`"$1>`))
	})
	r.Body = io.NopCloser(bytes.NewReader(body))
	r.ContentLength = int64(len(body))
	r.Header.Set("Content-Length", strconv.Itoa(len(body)))
	return nil
}
