//! Giving up rights. Three walls, each of which holds alone: the kernel's filter of system calls (seccomp), its rules on files
//! (Landlock, where the kernel has it), and limits on memory, time and written bytes.

use std::{collections::BTreeMap, io, os::unix::process::CommandExt, process::Command};

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset, RulesetAttr,
    RulesetCreated, RulesetCreatedAttr,
};
use rustix::process::{Resource, Rlimit, nice, setrlimit};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
};

/// What a tool of the system may read.
const SYSTEM: &[&str] = &[
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/etc/ld.so.cache",
    "/etc/fonts",
    "/var/lib/ghostscript",
    "/dev/null",
    "/dev/urandom",
];
/// What of Landlock is asked for, as far as the kernel has it.
const ABI_KNOWN: ABI = ABI::V4;
/// Files that a reader and a tool have open at once.
const READER_FILES: u64 = 16;
const TOOL_FILES: u64 = 128;

/// How much a child takes before the kernel ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bounds {
    /// Bytes of memory.
    pub memory: u64,
    /// Seconds of a processor.
    pub seconds: u64,
}

impl Bounds {
    /// As told on the command line: `memory:seconds`. What does not read is the narrowest.
    pub(super) fn read(text: &str) -> Self {
        let (memory, seconds) = text.split_once(':').unwrap_or_default();
        Self { memory: memory.parse().unwrap_or(1 << 20), seconds: seconds.parse().unwrap_or(1) }
    }

    /// For the command line.
    pub(crate) fn told(self) -> String {
        format!("{}:{}", self.memory, self.seconds)
    }

    fn set(self, files: u64, written: u64) -> io::Result<()> {
        for (resource, most) in [
            (Resource::As, self.memory),
            (Resource::Cpu, self.seconds),
            // Of a file; but for who makes one, not a byte goes to any: what is said goes through a pipe.
            (Resource::Fsize, written),
            (Resource::Nofile, files),
            (Resource::Core, 0),
        ] {
            setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
        }
        nice(10)?;
        Ok(())
    }
}

/// Leaves this process nothing but its open input and output.
///
/// # Errors
/// When a wall does not stand: nothing is read then.
pub(super) fn reader(bounds: Bounds) -> io::Result<()> {
    bounds.set(READER_FILES, 0)?;
    files(&[])?;
    only(READS)
}

/// Becomes a tool of the system, which may read the system and nothing else, write nowhere and reach nobody.
/// Answers only when it does not.
pub(super) fn tool(bounds: Bounds, command: &[String]) -> io::Error {
    let Some((program, arguments)) = command.split_first() else { return io::Error::other("no tool") };
    let walls =
        bounds.set(TOOL_FILES, 0).and_then(|()| files(SYSTEM)).and_then(|()| without(Writes::Nowhere));
    if let Err(error) = walls {
        return error;
    }
    Command::new(program).args(arguments).exec()
}

/// Becomes a tool that makes a file: it writes in this folder, files of a quarter of its memory at most, and nowhere else. Only where the kernel has
/// Landlock, since no other wall tells one folder from another.
pub(super) fn maker(bounds: Bounds, command: &[String]) -> io::Error {
    let [folder, program, arguments @ ..] = command else { return io::Error::other("no tool") };
    let walls = bounds
        .set(TOOL_FILES, bounds.memory / 4)
        .and_then(|()| within(folder))
        .and_then(|()| without(Writes::InItsFolder));
    if let Err(error) = walls {
        return error;
    }
    Command::new(program).args(arguments).env("TMPDIR", folder).current_dir(folder).exec()
}

/// What of the file system remains, to read. A kernel without Landlock has the other walls.
fn files(readable: &[&str]) -> io::Result<()> {
    let rules = readable_alone(Ruleset::default(), readable)?;
    rules.restrict_self().map_err(io::Error::other)?;
    Ok(())
}

/// Whether the kernel tells one folder from another: where it does not, nothing is made.
pub(crate) fn tells_folders() -> bool {
    let asked = Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::from_all(ABI::V1))
        .and_then(Ruleset::create);
    asked.is_ok()
}

/// The system to read, a folder to write in: what the kernel refuses to keep ends the child.
fn within(folder: &str) -> io::Result<()> {
    let refusing = Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::from_all(ABI::V1))
        .map_err(io::Error::other)?;
    let folder =
        PathBeneath::new(PathFd::new(folder).map_err(io::Error::other)?, AccessFs::from_all(ABI_KNOWN));
    let rules = readable_alone(refusing, SYSTEM)?.add_rule(folder).map_err(io::Error::other)?;
    rules.restrict_self().map_err(io::Error::other)?;
    Ok(())
}

/// Rules by which only these may be read, and nothing reached: what the kernel does not know of them is left out.
fn readable_alone(rules: Ruleset, readable: &[&str]) -> io::Result<RulesetCreated> {
    let mut rules = rules
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(ABI_KNOWN))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(ABI_KNOWN)))
        .and_then(Ruleset::create)
        .map_err(io::Error::other)?;
    for path in readable {
        let Ok(path) = PathFd::new(path) else { continue };
        let read = PathBeneath::new(path, AccessFs::from_read(ABI_KNOWN));
        rules = rules.add_rule(read).map_err(io::Error::other)?;
    }
    Ok(rules)
}

/// System calls of who computes on what it has: memory, its open files, its end.
const READS: &[i64] = &[
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_pread64,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_lseek,
    libc::SYS_close,
    libc::SYS_fstat,
    libc::SYS_fcntl,
    libc::SYS_dup,
    libc::SYS_ppoll,
    libc::SYS_mmap,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_mprotect,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_futex,
    libc::SYS_getrandom,
    libc::SYS_clock_gettime,
    libc::SYS_sched_yield,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_tgkill,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// These system calls remain; all others fail.
fn only(calls: &[i64]) -> io::Result<()> {
    let rules = calls.iter().map(|call| (*call, Vec::new())).collect();
    install(rules, SeccompAction::Errno(libc::EPERM.cast_unsigned()), SeccompAction::Allow)
}

/// Where a tool writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Writes {
    Nowhere,
    /// Landlock says which.
    InItsFolder,
}

/// What no tool has to do: reach the network, touch other processes, make anything but files, reach into the kernel.
const NEVER: &[i64] = &[
    libc::SYS_socket,
    libc::SYS_socketpair,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_accept,
    libc::SYS_accept4,
    libc::SYS_sendto,
    libc::SYS_sendmsg,
    libc::SYS_sendmmsg,
    libc::SYS_io_uring_setup,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_kill,
    libc::SYS_tkill,
    libc::SYS_tgkill,
    libc::SYS_rt_sigqueueinfo,
    libc::SYS_rt_tgsigqueueinfo,
    libc::SYS_prlimit64,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_send_signal,
    libc::SYS_linkat,
    libc::SYS_symlinkat,
    libc::SYS_mkdirat,
    libc::SYS_mknodat,
    libc::SYS_fchmod,
    libc::SYS_fchmodat,
    libc::SYS_fchmodat2,
    libc::SYS_fchown,
    libc::SYS_fchownat,
    // By a path, whatever folder it leads to: older kernels' Landlock does not know it.
    libc::SYS_truncate,
    libc::SYS_utimensat,
    libc::SYS_setxattr,
    libc::SYS_lsetxattr,
    libc::SYS_fsetxattr,
    libc::SYS_removexattr,
    libc::SYS_lremovexattr,
    libc::SYS_fremovexattr,
    libc::SYS_openat2,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
];

/// What changes files, for a tool that makes none.
const CHANGES: &[i64] = &[
    libc::SYS_unlinkat,
    libc::SYS_renameat,
    libc::SYS_renameat2,
    libc::SYS_ftruncate,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_unlink,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_rename,
];

/// The names that only this machine's processor still has.
#[cfg(target_arch = "x86_64")]
const FORMER: &[i64] = &[
    libc::SYS_creat,
    libc::SYS_link,
    libc::SYS_symlink,
    libc::SYS_mkdir,
    libc::SYS_rmdir,
    libc::SYS_mknod,
    libc::SYS_chmod,
    libc::SYS_chown,
    libc::SYS_lchown,
];
#[cfg(not(target_arch = "x86_64"))]
const FORMER: &[i64] = &[];

fn without(writes: Writes) -> io::Result<()> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
        NEVER.iter().chain(FORMER).map(|call| (*call, Vec::new())).collect();
    if writes == Writes::Nowhere {
        rules.extend(CHANGES.iter().map(|call| (*call, Vec::new())));
        rules.insert(libc::SYS_openat, writing(2)?);
        #[cfg(target_arch = "x86_64")]
        rules.insert(libc::SYS_open, writing(1)?);
    }
    install(rules, SeccompAction::Allow, SeccompAction::Errno(libc::EACCES.cast_unsigned()))
}

/// A file opened to be written, made or emptied; the flags are this argument.
fn writing(argument: u8) -> io::Result<Vec<SeccompRule>> {
    [libc::O_WRONLY, libc::O_RDWR, libc::O_CREAT, libc::O_TRUNC]
        .into_iter()
        .map(|flag| {
            let flag = u64::from(flag.cast_unsigned());
            let bit = SeccompCmpOp::MaskedEq(flag);
            let condition = SeccompCondition::new(argument, SeccompCmpArgLen::Dword, bit, flag);
            SeccompRule::new(vec![condition.map_err(io::Error::other)?]).map_err(io::Error::other)
        })
        .collect()
}

fn install(
    rules: BTreeMap<i64, Vec<SeccompRule>>,
    otherwise: SeccompAction,
    matched: SeccompAction,
) -> io::Result<()> {
    let processor = std::env::consts::ARCH.try_into().map_err(io::Error::other)?;
    let filter = SeccompFilter::new(rules, otherwise, matched, processor).map_err(io::Error::other)?;
    let program: BpfProgram = filter.try_into().map_err(io::Error::other)?;
    // This also gives up, for good, what programs with the bit of another user would bring.
    seccompiler::apply_filter(&program).map_err(io::Error::other)
}
