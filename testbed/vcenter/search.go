package main

import (
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// searchIndex finds all machines with a UUID, as vCenters do since 4.0; Debian's simulator finds any one of them.
// The simulator's own is embedded by value: it looks for its managed object there, whenever it goes through all objects.
type searchIndex struct {
	simulator.SearchIndex
}

// offerSearchByUUID is called once the estate is there: making one needs the simulator's own index.
func offerSearchByUUID() {
	simulator.Map.Put(&searchIndex{*simulator.Map.SearchIndex()})
}

// FindAllByUuid has the name of the call.
func (s *searchIndex) FindAllByUuid(request *types.FindAllByUuid) soap.HasFault {
	answer := new(types.FindAllByUuidResponse)
	byInstance := request.InstanceUuid != nil && *request.InstanceUuid
	for _, e := range simulator.Map.All("VirtualMachine") {
		vm := e.(*simulator.VirtualMachine)
		uuid := vm.Config.Uuid
		if byInstance {
			uuid = vm.Config.InstanceUuid
		}
		if request.VmSearch && uuid == request.Uuid {
			answer.Returnval = append(answer.Returnval, vm.Reference())
		}
	}
	return &methods.FindAllByUuidBody{Res: answer}
}
