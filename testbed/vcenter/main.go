// vcenter serves a simulated vCenter: govmomi's simulator behind a proxy that adds what real vCenters do
// and libvirt, virt-v2v and this project rely on.
//
// Added are: an xsi:type on every member of an array, a .vmx file for each machine, real disks, a password
// that is checked for logins and downloads, a search for all machines with a UUID, names with characters that need
// escaping, a delay for every request and, below /testbed/, counters and another delay.
//
// Build (Debian 12: golang-go, golang-github-vmware-govmomi-dev):
//
//	GOPROXY=off go build -o target/vcenter .
package main

import (
	"crypto/tls"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/vmware/govmomi/simulator"
)

type options struct {
	listen          string
	user            string
	passwordFile    string
	machines        int
	hosts           int
	datacenterCount int
	folders         bool
	specialNames    bool
	disk            string
	diskMachines    string
	running         string
	sameUUID        string
	latency         time.Duration
	certificate     string
	serverPEM       string
	endWithStdin    bool
}

func parseOptions() options {
	var o options
	flag.StringVar(&o.listen, "listen", "127.0.0.1:0", "address to serve https on; port 0 takes a free one")
	flag.StringVar(&o.user, "user", "administrator@vsphere.local", "the one user who may log in")
	flag.StringVar(&o.passwordFile, "password-file", "", "file with that user's password; without it the password is \"pass\"")
	flag.IntVar(&o.machines, "vms", 4, "machines in each resource pool")
	flag.IntVar(&o.hosts, "hosts", 1, "ESXi hosts in each cluster")
	flag.IntVar(&o.datacenterCount, "datacenters", 1, "datacenters, each with one cluster")
	flag.BoolVar(&o.folders, "folders", false, "put datacenters, hosts and machines into folders")
	flag.BoolVar(&o.specialNames, "special-names", false, "give the first datacenter, its cluster, its folders and its first two machines names that need escaping")
	flag.StringVar(&o.disk, "disk", "", "raw image that every machine named in -disk-vms has as its disk")
	flag.StringVar(&o.diskMachines, "disk-vms", "DC0_C0_RP0_VM0", "comma-separated machines that get -disk")
	flag.StringVar(&o.running, "running-vms", "", "comma-separated machines that are powered on, or \"all\"")
	flag.StringVar(&o.sameUUID, "same-uuid-vms", "", "comma-separated machines (NAME, or NAME:template) that have the BIOS UUID of the first of them")
	flag.DurationVar(&o.latency, "latency", 0, "delay added to every request")
	flag.StringVar(&o.certificate, "certificate", "", "file to write the server's certificate to (PEM)")
	flag.StringVar(&o.serverPEM, "server-pem", "", "file with a certificate chain and its key (PEM) to serve with instead of a self-signed one")
	flag.BoolVar(&o.endWithStdin, "end-with-stdin", false, "end when the standard input is closed")
	flag.Parse()
	return o
}

func main() {
	o := parseOptions()
	password, err := readPassword(o.passwordFile)
	if err != nil {
		log.Fatal(err)
	}
	serverCertificate, err := serverCertificate(o.serverPEM, o.certificate)
	if err != nil {
		log.Fatal(err)
	}

	model := simulator.VPX()
	model.Datacenter, model.Machine, model.Cluster, model.ClusterHost, model.Host = o.datacenterCount, o.machines, 1, o.hosts, 0
	model.Autostart = false
	if o.folders {
		model.Folder = 1
	}
	if err := model.Create(); err != nil {
		log.Fatal(err)
	}
	defer model.Remove() // the datastores' temporary folders
	withDisk, running := names(o.diskMachines), names(o.running)
	if o.specialNames {
		renameForEscaping(withDisk, running)
	}
	shareUUID(o.sameUUID)
	offerSearchByUUID()
	if err := furnishMachines(o.disk, withDisk, running); err != nil {
		log.Print(err)
		return
	}
	model.Service.RegisterEndpoints = true
	model.Service.Listen = &url.URL{Host: "127.0.0.1:0", User: url.UserPassword(o.user, password)}
	server := model.Service.NewServer()
	defer server.Close()

	listener, err := net.Listen("tcp", o.listen)
	if err != nil {
		log.Print(err)
		return
	}
	front := &http.Server{
		Handler:   newFront(server.URL, o.user, password, o.latency),
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{serverCertificate}},
		ErrorLog:  log.New(os.Stderr, "https: ", log.LstdFlags),
	}
	go func() { log.Print(front.ServeTLS(listener, "", "")) }()
	fmt.Printf("listening on https://%s\n", listener.Addr())

	waitForEnd(o.endWithStdin)
}

func waitForEnd(endWithStdin bool) {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	if endWithStdin {
		go func() {
			_, _ = io.Copy(io.Discard, os.Stdin)
			stop <- syscall.SIGTERM
		}()
	}
	<-stop
}

func readPassword(file string) (string, error) {
	if file == "" {
		return "pass", nil
	}
	text, err := os.ReadFile(file)
	return strings.TrimRight(string(text), "\r\n"), err
}

func names(list string) map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Split(list, ",") {
		if name != "" {
			set[name] = true
		}
	}
	return set
}
