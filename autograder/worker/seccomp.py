"""seccomp: the system calls that a worker is refused.

A filter in classic BPF, as the kernel's ``Documentation/userspace-api/seccomp_filter.rst``
describes. A refused call fails with EPERM, so that Python raises an ordinary exception; a
call for another architecture, by which a filter could be passed by, ends the process. Calls
that are newer than this table do not exist for a worker.

The kit has no package for this: those on PyPI need the system's libseccomp to be installed.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

from autograder.worker import kernel

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # include/uapi/linux/audit.h
NEWEST = 469  # file_setattr, Linux 6.17
X32 = 0x40000000  # the bit of the calls of the x32 ABI

# Name, number on x86-64, number on aarch64 (- where it has none).
REFUSED = """
    clone 56 220; clone3 435 435; fork 57 -; vfork 58 -; execve 59 221; execveat 322 281
    setsid 112 157; setpgid 109 154; prctl 157 167; personality 135 92; seccomp 317 277

    kill 62 129; tkill 200 130; tgkill 234 131; rt_sigqueueinfo 129 138
    rt_tgsigqueueinfo 297 240; pidfd_open 434 434; pidfd_send_signal 424 424
    pidfd_getfd 438 438; ptrace 101 117; process_vm_readv 310 270; process_vm_writev 311 271
    process_madvise 440 440; process_mrelease 448 448; kcmp 312 272; perf_event_open 298 241
    setpriority 141 140; ioprio_set 251 30; sched_setaffinity 203 122; sched_setattr 314 274
    sched_setparam 142 118; sched_setscheduler 144 119; migrate_pages 256 238
    move_pages 279 239

    prlimit64 302 261; setrlimit 160 164; setuid 105 146; setgid 106 144; setreuid 113 145
    setregid 114 143; setresuid 117 147; setresgid 119 149; setgroups 116 159
    setfsuid 122 151; setfsgid 123 152; capset 126 91

    socket 41 198; socketpair 53 199; bind 49 200; connect 42 203; listen 50 201
    accept 43 202; accept4 288 242

    memfd_create 319 279; memfd_secret 447 447; shmget 29 194; shmat 30 196; shmctl 31 195
    msgget 68 186; msgsnd 69 189; msgrcv 70 188; msgctl 71 187; semget 64 190; semop 65 193
    semctl 66 191; semtimedop 220 192; mq_open 240 180; mq_unlink 241 181
    mq_timedsend 242 182; mq_timedreceive 243 183; mq_notify 244 184; flock 73 32
    io_setup 206 0; io_submit 209 2; sync 162 81; syncfs 306 267

    chmod 90 -; fchmod 91 52; fchmodat 268 53; fchmodat2 452 452; chown 92 -; fchown 93 55
    lchown 94 -; fchownat 260 54; utime 132 -; utimes 235 -; futimesat 261 -
    utimensat 280 88; setxattr 188 5; lsetxattr 189 6; fsetxattr 190 7; setxattrat 463 463
    removexattr 197 14; lremovexattr 198 15; fremovexattr 199 16; removexattrat 466 466
    file_setattr 469 469; creat 85 -; truncate 76 45; link 86 -; linkat 265 37
    symlink 88 -; symlinkat 266 36; unlink 87 -; unlinkat 263 35; rename 82 -
    renameat 264 38; renameat2 316 276; mkdir 83 -; mkdirat 258 34; rmdir 84 -
    mknod 133 -; mknodat 259 33; open_by_handle_at 304 265; name_to_handle_at 303 264
    inotify_init 253 -; inotify_init1 294 26; inotify_add_watch 254 27
    fanotify_init 300 262; fanotify_mark 301 263

    io_uring_setup 425 425; io_uring_enter 426 426; io_uring_register 427 427; bpf 321 280
    userfaultfd 323 282; keyctl 250 219; add_key 248 217; request_key 249 218; mount 165 40
    umount2 166 39; pivot_root 155 41; chroot 161 51; unshare 272 97; setns 308 268
    fsopen 430 430; fsconfig 431 431; fsmount 432 432; fspick 433 433; move_mount 429 429
    open_tree 428 428; open_tree_attr 467 467; mount_setattr 442 442; quotactl 179 60
    quotactl_fd 443 443; swapon 167 224; swapoff 168 225; acct 163 89; init_module 175 105
    finit_module 313 273; delete_module 176 106; kexec_load 246 104; kexec_file_load 320 294
    reboot 169 142; syslog 103 116; vhangup 153 58; sethostname 170 161
    setdomainname 171 162; settimeofday 164 170; clock_settime 227 112
    clock_adjtime 305 266; adjtimex 159 171; iopl 172 -; ioperm 173 -; modify_ldt 154 -
"""

# Calls that are refused for some values of their second argument: those that name a process
# to be signalled when a file is ready (F_SETOWN, F_SETSIG, F_SETOWN_EX; FIOSETOWN, SIOCSPGRP),
# and those that make others wait for a file (F_SETLK, F_SETLKW, F_OFD_SETLK, F_OFD_SETLKW;
# F_SETLEASE, F_NOTIFY).
REFUSED_COMMANDS = {"fcntl 72 25": (6, 7, 8, 10, 15, 37, 38, 1024, 1026),
                    "ioctl 16 29": (0x8901, 0x8902)}

# Offsets in struct seccomp_data; the machines of ARCHITECTURES are little-endian.
CALL, ARCHITECTURE, SECOND_ARGUMENT = 0, 4, 24

LOAD, RETURN = 0x20, 0x06  # BPF_LD|BPF_W|BPF_ABS, BPF_RET|BPF_K
IF_EQUAL, IF_ABOVE, IF_FROM = 0x15, 0x25, 0x35  # BPF_JMP|BPF_K with JEQ, JGT, JGE

ALLOW, KILL = 0x7FFF0000, 0x80000000
FAIL = 0x00050000  # plus the error number
FILTER = 2  # SECCOMP_MODE_FILTER


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def program(machine: str | None = None) -> bytes:
    """The filter for a machine, this one if none is named.

    Raises
    ------
    OSError
        If there is no table for it.
    """
    machine = machine or platform.machine()
    if machine not in ARCHITECTURES:
        raise OSError(errno.ENOSYS, f"no table of system calls for {machine}")
    instructions = [
        (LOAD, 0, 0, ARCHITECTURE),
        (IF_EQUAL, 1, 0, ARCHITECTURES[machine]), (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, CALL),
    ]
    if machine == "x86_64":
        instructions += [(IF_FROM, 0, 1, X32), (RETURN, 0, 0, KILL)]
    instructions += [(IF_ABOVE, 0, 1, NEWEST), (RETURN, 0, 0, FAIL | errno.ENOSYS)]
    for number in refused(machine).values():
        instructions += [(IF_EQUAL, 0, 1, number), (RETURN, 0, 0, FAIL | errno.EPERM)]
    for entry, commands in REFUSED_COMMANDS.items():
        (number,) = _numbers(entry, machine).values()
        instructions += [(IF_EQUAL, 0, 2 * len(commands) + 2, number),
                         (LOAD, 0, 0, SECOND_ARGUMENT)]
        for command in commands:
            instructions += [(IF_EQUAL, 0, 1, command), (RETURN, 0, 0, FAIL | errno.EPERM)]
        instructions += [(RETURN, 0, 0, ALLOW)]
    instructions += [(RETURN, 0, 0, ALLOW)]
    return b"".join(struct.pack("<HBBI", *instruction) for instruction in instructions)


def refused(machine: str) -> dict[str, int]:
    """The refused calls of a machine and their numbers."""
    return _numbers(REFUSED, machine)


def _numbers(table: str, machine: str) -> dict[str, int]:
    column = list(ARCHITECTURES).index(machine)
    entries = (entry.split() for entry in table.replace("\n", ";").split(";") if entry.strip())
    return {name: int(numbers[column]) for name, *numbers in entries if numbers[column] != "-"}


def restrict(instructions: bytes) -> None:
    """Put this process, for good, under a filter. It must have given up new privileges.

    Raises
    ------
    OSError
        If this kernel has no seccomp filters.
    """
    code = ctypes.create_string_buffer(instructions, len(instructions))
    filter_ = _Program(len(instructions) // 8, ctypes.cast(code, ctypes.c_void_p))
    kernel.prctl(kernel.SET_SECCOMP, FILTER, ctypes.byref(filter_))


def available() -> bool:
    """Whether this kernel has filters: it says so when asked for one that is nowhere."""
    try:
        kernel.prctl(kernel.SET_SECCOMP, FILTER, None)
    except OSError as error:
        return error.errno == errno.EFAULT
    return False
