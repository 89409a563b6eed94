using System.Security.Cryptography;

namespace FlaskTrack.Core.Evidence;

/// <summary>The files of finished packets. A file appears under its name only when it is whole.</summary>
internal sealed class PacketFiles(EvidenceOptions options)
{
    private const string Unfinished = ".part";

    /// <summary>A new file to write to, which has no name yet that anybody would find.</summary>
    public (string Key, FileStream Stream) Begin()
    {
        MakeFolder();
        var key = RandomNumberGenerator.GetHexString(40, lowercase: true) + ".zip";
        return (key, new FileStream(Path.Combine(options.Folder, key + Unfinished), FileMode.CreateNew, FileAccess.ReadWrite));
    }

    /// <summary>Gives the file its name. Its bytes are on the disk before.</summary>
    public void Finish(string key) => File.Move(Path.Combine(options.Folder, key + Unfinished), PathOf(key));

    /// <summary>The file; null where it is gone.</summary>
    public FileStream? Open(string key) => File.Exists(PathOf(key)) ? new FileStream(PathOf(key), FileMode.Open, FileAccess.Read, FileShare.Read) : null;

    public void Delete(string? key)
    {
        if (key is null) return;
        File.Delete(PathOf(key));
        File.Delete(PathOf(key) + Unfinished);
    }

    /// <summary>Removes what an interrupted process left unfinished.</summary>
    public void Sweep()
    {
        MakeFolder();
        foreach (var file in Directory.EnumerateFiles(options.Folder, "*" + Unfinished)) File.Delete(file);
    }

    public string PathOf(string key) => Path.Combine(options.Folder, Path.GetFileName(key));

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(options.Folder);
        else Directory.CreateDirectory(options.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
