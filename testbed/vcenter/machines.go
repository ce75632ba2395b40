package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// furnishMachines gives every machine a .vmx that libvirt can parse, a disk where one is asked for, and its
// power state.
func furnishMachines(disk string, withDisk, running map[string]bool) error {
	for _, e := range simulator.Map.All("VirtualMachine") {
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
		if err := os.WriteFile(vmx, []byte(vmxText(vm)), 0o644); err != nil {
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

func vmxText(vm *simulator.VirtualMachine) string {
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
%suuid.bios = "%s"
`, vm.Name, vmxNICs(vm), vmxUUID(vm.Config.Uuid))
}

// vmxUUID writes a UUID as .vmx files have it: by bytes, in two halves.
func vmxUUID(uuid string) string {
	digits := strings.ReplaceAll(uuid, "-", "")
	var bytes []string
	for i := 0; i < len(digits); i += 2 {
		bytes = append(bytes, digits[i:i+2])
	}
	return strings.Join(bytes[:8], " ") + "-" + strings.Join(bytes[8:], " ")
}

// vmxNICs tells of the same network cards as the inventory does. A card on a port group of a distributed switch has no
// name of a network in a .vmx, only the port group's key.
func vmxNICs(vm *simulator.VirtualMachine) string {
	var text strings.Builder
	number := 0
	for _, device := range vm.Config.Hardware.Device {
		card, ok := device.(types.BaseVirtualEthernetCard)
		if !ok {
			continue
		}
		name := fmt.Sprintf("ethernet%d", number)
		number++
		fmt.Fprintf(&text, "%s.present = \"TRUE\"\n%s.virtualDev = \"e1000\"\n", name, name)
		switch backing := card.GetVirtualEthernetCard().Backing.(type) {
		case *types.VirtualEthernetCardDistributedVirtualPortBackingInfo:
			for _, setting := range [][2]string{{"switchId", vmxUUID(backing.Port.SwitchUuid)}, {"portId", fmt.Sprint(number)},
				{"portgroupId", backing.Port.PortgroupKey}, {"connectionId", fmt.Sprint(number)}} {
				fmt.Fprintf(&text, "%s.dvs.%s = \"%s\"\n", name, setting[0], setting[1])
			}
		case *types.VirtualEthernetCardNetworkBackingInfo:
			fmt.Fprintf(&text, "%s.networkName = \"%s\"\n%s.connectionType = \"bridged\"\n", name, backing.DeviceName, name)
		}
		fmt.Fprintf(&text, "%s.addressType = \"vpx\"\n%s.generatedAddress = \"%s\"\n", name, name,
			card.GetVirtualEthernetCard().MacAddress)
	}
	return text.String()
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
	// as a datastore tells of a thin disk: what is allocated
	for i := range vm.LayoutEx.File {
		if vm.LayoutEx.File[i].Type == string(types.VirtualMachineFileLayoutExFileTypeDiskExtent) {
			vm.LayoutEx.File[i].Size = info.Sys().(*syscall.Stat_t).Blocks * 512
		}
	}
	return nil
}
