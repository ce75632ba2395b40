package main

import (
	"strings"

	"github.com/vmware/govmomi/simulator"
)

// The names that -special-names gives; people see them like this.
const (
	specialDatacenter = "Data center 1 & Co"
	specialCluster    = "Cluster+A 100%"
	specialFolder     = "Web/Mail #2"
	specialMachine    = "büro server+1 (50%/a&b)"
	globMachine       = `web*[1]?\x`
)

// vSphere stores these three characters of a name escaped, and hands them out like that.
var escape = strings.NewReplacer("%", "%25", "/", "%2f", `\`, "%5c")

// renameForEscaping renames what the first machine is in, and the first two machines, which stay members of the sets.
func renameForEscaping(sets ...map[string]bool) {
	names := map[string]string{"DC0_C0_RP0_VM0": specialMachine, "DC0_C0_RP0_VM1": globMachine}
	for _, e := range simulator.Map.All("VirtualMachine") {
		vm := e.(*simulator.VirtualMachine)
		usual := vm.Name
		if name, special := names[usual]; special {
			vm.Name = escape.Replace(name)
			vm.Config.Name, vm.Summary.Config.Name = vm.Name, vm.Name
			for _, set := range sets {
				set[vm.Name] = set[usual]
			}
		}
	}
	for _, e := range simulator.Map.All("ClusterComputeResource") {
		if cluster := e.(*simulator.ClusterComputeResource); cluster.Name == "DC0_C0" {
			cluster.Name = escape.Replace(specialCluster)
		}
	}
	for _, e := range simulator.Map.All("Datacenter") {
		if datacenter := e.(*simulator.Datacenter); datacenter.Name == "DC0" {
			datacenter.Name = escape.Replace(specialDatacenter)
		}
	}
	for _, e := range simulator.Map.All("Folder") {
		folder := e.(*simulator.Folder)
		if folder.Name == "F0" && holdsMachines(folder) {
			folder.Name = escape.Replace(specialFolder)
		}
	}
}

func holdsMachines(folder *simulator.Folder) bool {
	for _, child := range folder.ChildEntity {
		if child.Type == "VirtualMachine" {
			return true
		}
	}
	return false
}
