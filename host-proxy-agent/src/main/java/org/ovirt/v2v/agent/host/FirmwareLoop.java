package org.ovirt.v2v.agent.host;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Firmware of an x86 machine that counts down from a large number and then resets the machine; as small as firmware may be. */
final class FirmwareLoop {
    private static final int SIZE = 64 << 10;
    private static final int COUNT = 20_000_000;

    /** Where a processor begins. */
    private static final int RESET_VECTOR = SIZE - 16;

    private FirmwareLoop() {}

    /** To be given to QEMU as its BIOS; with {@code -no-reboot} QEMU ends when the loop has. */
    static byte[] image() {
        ByteBuffer image = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        image.put(bytes(0x66, 0xB9)).putInt(COUNT); // mov ecx, COUNT
        image.put(bytes(0x66, 0x49, 0x75, 0xFC)); // dec ecx; jnz to it
        image.put(bytes(0xB0, 0xFE, 0xE6, 0x64)); // out 0x64, 0xFE: the keyboard's controller resets the machine
        image.put(bytes(0xF4, 0xEB, 0xFD)); // hlt, for ever
        image.position(RESET_VECTOR).put(bytes(0xEA, 0x00, 0x00, 0x00, 0xF0)); // jmp F000:0000, where the image begins
        return image.array();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int index = 0; index < values.length; index++) {
            bytes[index] = (byte) values[index];
        }
        return bytes;
    }
}
