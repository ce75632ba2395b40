package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// furnishMachines gives every machine a .vmx that libvirt can parse, a disk where one is asked for, and its
// power state.
func furnishMachines(disk string, withDisk, running map[string]bool) error {
	for i, e := range simulator.Map.All("VirtualMachine") {
		vm := e.(*simulator.VirtualMachine)
		if running["all"] || running[vm.Name] {
			vm.Runtime.PowerState = types.VirtualMachinePowerStatePoweredOn
			vm.Summary.Runtime.PowerState = types.VirtualMachinePowerStatePoweredOn
		}
		var path object.DatastorePath
		path.FromString(vm.Config.Files.VmPathName)
		// by the machine's own reference: each datacenter has a datastore of the same name
		store := simulator.Map.Get(vm.Datastore[0]).(*simulator.Datastore)
		vmx := filepath.Join(store.Info.GetDatastoreInfo().Url, path.Path)
		if err := os.WriteFile(vmx, []byte(vmxText(vm, i)), 0o644); err != nil {
			return err
		}
		if disk == "" || !withDisk[vm.Name] {
			continue
		}
		if err := writeDisk(filepath.Dir(vmx), disk); err != nil {
			return err
		}
		if err := setCapacity(vm, disk); err != nil {
			return err
		}
	}
	return nil
}

// shareUUID gives machines the BIOS UUID of the first one named, as a copy or a restored backup has it. A name that
// ends with ":template" becomes a template.
func shareUUID(list string) {
	uuid := ""
	for _, entry := range strings.Split(list, ",") {
		name, kind, _ := strings.Cut(entry, ":")
		for _, e := range simulator.Map.All("VirtualMachine") {
			vm := e.(*simulator.VirtualMachine)
			if vm.Name != name {
				continue
			}
			if uuid == "" {
				uuid = vm.Config.Uuid
			}
			vm.Config.Uuid, vm.Summary.Config.Uuid = uuid, uuid
			if kind == "template" {
				vm.Config.Template, vm.Summary.Config.Template = true, true
			}
		}
	}
}

func vmxText(vm *simulator.VirtualMachine, i int) string {
	uuid := strings.ReplaceAll(vm.Config.Uuid, "-", "")
	var bios []string
	for j := 0; j < len(uuid); j += 2 {
		bios = append(bios, uuid[j:j+2])
	}
	return fmt.Sprintf(`.encoding = "UTF-8"
config.version = "8"
virtualHW.version = "13"
displayName = "%s"
guestOS = "debian10-64"
memSize = "1024"
numvcpus = "2"
scsi0.present = "TRUE"
scsi0.virtualDev = "lsilogic"
scsi0:0.present = "TRUE"
scsi0:0.fileName = "disk1.vmdk"
scsi0:0.deviceType = "scsi-hardDisk"
ethernet0.present = "TRUE"
ethernet0.virtualDev = "e1000"
ethernet0.networkName = "VM Network"
ethernet0.connectionType = "bridged"
ethernet0.addressType = "generated"
ethernet0.generatedAddress = "00:0c:29:%02x:%02x:%02x"
uuid.bios = "%s-%s"
`, vm.Name, i>>16&0xff, i>>8&0xff, i&0xff, strings.Join(bios[:8], " "), strings.Join(bios[8:], " "))
}

// writeDisk puts the image there as a flat extent (the part that virt-v2v reads over https) with its descriptor.
func writeDisk(dir, disk string) error {
	info, err := os.Stat(disk)
	if err != nil {
		return err
	}
	absolute, err := filepath.Abs(disk)
	if err != nil {
		return err
	}
	flat := filepath.Join(dir, "disk1-flat.vmdk")
	if err := os.Remove(flat); err != nil && !os.IsNotExist(err) {
		return err
	}
	if err := os.Symlink(absolute, flat); err != nil {
		return err
	}
	descriptor := fmt.Sprintf(`# Disk DescriptorFile
version=1
CID=fffffffe
parentCID=ffffffff
createType="vmfs"
RW %d VMFS "disk1-flat.vmdk"
ddb.adapterType = "lsilogic"
ddb.virtualHWVersion = "13"
`, info.Size()/512)
	return os.WriteFile(filepath.Join(dir, "disk1.vmdk"), []byte(descriptor), 0o644)
}

func setCapacity(vm *simulator.VirtualMachine, disk string) error {
	info, err := os.Stat(disk)
	if err != nil {
		return err
	}
	for _, device := range vm.Config.Hardware.Device {
		if d, ok := device.(*types.VirtualDisk); ok {
			d.CapacityInKB, d.CapacityInBytes = info.Size()/1024, info.Size()
		}
	}
	return nil
}
