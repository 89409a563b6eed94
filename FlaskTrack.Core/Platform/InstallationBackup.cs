using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.Data.Sqlite;

namespace FlaskTrack.Core.Platform;

/// <summary>One file of a backup.</summary>
public sealed record BackupFile(string Name, long Size, string Sha256);

/// <summary>What a backup holds, as its <c>backup.json</c> says.</summary>
public sealed record BackupManifest(string Format, DateTimeOffset MadeAt, IReadOnlyList<BackupFile> Files);

/// <summary>What became of a restore: each organization with the outcome of its verification.</summary>
public sealed record RestoreReport(int Files, IReadOnlyList<ChainReport> Chains)
{
    public bool IsIntact => Chains.All(chain => chain.Ok);
}

/// <summary>Backs up and restores an installation on SQLite: database, keys and packets in one ZIP with the hash of each file (21 CFR 11.10(c)). Work goes
/// on during a backup. Server databases have tools of their own for this.</summary>
public sealed class InstallationBackup
{
    public const string Format = "flasktrack-backup/1";
    private const string ManifestName = "backup.json";
    private const string DatabaseName = "flasktrack.db";
    private const string Keys = "keys/";
    private const string Evidence = "evidence/";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    private readonly DatabaseOptions database;
    private readonly SigningKeyOptions keys;
    private readonly EvidenceOptions evidence;
    private readonly TimeProvider clock;

    internal InstallationBackup(DatabaseOptions database, SigningKeyOptions keys, EvidenceOptions evidence, TimeProvider clock) => (this.database, this.keys, this.evidence, this.clock) = (database, keys, evidence, clock);

    private string DatabaseFile => database.Provider == DatabaseProvider.Sqlite
        ? Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource)
        : throw new InvalidOperationException($"{database.Provider} is backed up with its own tools; back up the folders of keys and packets with it.");

    /// <summary>Writes the backup. The database's copy is of one moment, whatever is written meanwhile.</summary>
    /// <exception cref="InvalidOperationException">The database is not SQLite.</exception>
    public async Task<BackupManifest> BackupAsync(string file, CancellationToken ct = default)
    {
        var copy = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, Path.GetRandomFileName());
        try
        {
            CopyDatabase(DatabaseFile, copy);
            await using var output = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
            await using var zip = new ZipArchive(output, ZipArchiveMode.Create);
            var files = new List<BackupFile> { await PackAsync(zip, DatabaseName, copy, ct) };
            foreach (var (prefix, folder) in new[] { (Keys, keys.Folder), (Evidence, evidence.Folder) })
            {
                foreach (var path in FilesOf(folder)) files.Add(await PackAsync(zip, prefix + Path.GetFileName(path), path, ct));
            }

            var manifest = new BackupManifest(Format, clock.GetUtcNow(), files);
            await using var entry = await zip.CreateEntry(ManifestName).OpenAsync(ct);
            await JsonSerializer.SerializeAsync(entry, manifest, Json, ct);
            return manifest;
        }
        finally
        {
            File.Delete(copy);
        }
    }

    /// <summary>Puts a backup in place and verifies every chain of it.</summary>
    /// <param name="force">Also over an installation that is there; its files are moved aside, never deleted.</param>
    /// <exception cref="InvalidOperationException">Something is in place already, or the database is not SQLite.</exception>
    /// <exception cref="InvalidDataException">The backup is damaged; nothing was changed.</exception>
    public async Task<RestoreReport> RestoreAsync(string file, bool force = false, CancellationToken ct = default)
    {
        var target = DatabaseFile;
        if (!force && Occupied(target) is { } there) throw new InvalidOperationException($"{there} exists already. Restore into an empty place, or force it.");
        var folder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(folder);
        var staging = Path.Combine(folder, Path.GetRandomFileName());
        try
        {
            var manifest = await UnpackAsync(file, staging, ct);
            SqliteConnection.ClearAllPools();
            MoveAside(target);
            File.Move(Path.Combine(staging, DatabaseName), target);
            MoveFolder(Path.Combine(staging, "keys"), keys.Folder);
            MoveFolder(Path.Combine(staging, "evidence"), evidence.Folder);
            return new RestoreReport(manifest.Files.Count, await VerifyAsync(ct));
        }
        finally
        {
            if (Directory.Exists(staging)) Directory.Delete(staging, recursive: true);
        }
    }

    /// <summary>Finished files only.</summary>
    private static IEnumerable<string> FilesOf(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Where(path => !path.EndsWith(".part", StringComparison.Ordinal)).Order(StringComparer.Ordinal) : [];

    private static void CopyDatabase(string from, string to)
    {
        using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = from, Pooling = false }.ToString());
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString());
        source.Open();
        copy.Open();
        source.BackupDatabase(copy);
    }

    private static async Task<BackupFile> PackAsync(ZipArchive zip, string name, string path, CancellationToken ct)
    {
        await using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct);
        return new BackupFile(name, source.Length, await CopyHashedAsync(source, entry, ct));
    }

    private static async Task<string> CopyHashedAsync(Stream from, Stream to, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81920];
        for (int read; (read = await from.ReadAsync(buffer, ct)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task<BackupManifest> UnpackAsync(string file, string staging, CancellationToken ct)
    {
        await using var zip = await ZipFile.OpenReadAsync(file, ct);
        var entry = zip.GetEntry(ManifestName) ?? throw new InvalidDataException($"{Path.GetFileName(file)} is not a backup: it has no {ManifestName}.");
        await using var json = await entry.OpenAsync(ct);
        var manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(json, Json, ct);
        if (manifest?.Format != Format) throw new InvalidDataException("The backup has a format that this version does not know.");
        foreach (var one in manifest.Files) await UnpackAsync(zip, one, staging, ct);
        return manifest.Files.Any(one => one.Name == DatabaseName) ? manifest : throw new InvalidDataException("The backup holds no database.");
    }

    private static async Task UnpackAsync(ZipArchive zip, BackupFile file, string staging, CancellationToken ct)
    {
        // SECURITY: names come from a file; none may lead out of the staging folder.
        if (!PacketNames.IsSafe(file.Name)) throw new InvalidDataException($"The backup names a file {file.Name}, which is not safe.");
        var entry = zip.GetEntry(file.Name) ?? throw new InvalidDataException($"The backup lacks {file.Name}.");
        var path = Path.Combine(staging, file.Name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var source = await entry.OpenAsync(ct);
        await using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        if (await CopyHashedAsync(source, target, ct) != file.Sha256) throw new InvalidDataException($"{file.Name} in the backup is not what was backed up.");
    }

    private string? Occupied(string target)
    {
        if (File.Exists(target)) return target;
        return new[] { keys.Folder, evidence.Folder }.FirstOrDefault(folder => Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any());
    }

    private void MoveAside(string target)
    {
        var aside = Path.Combine(Path.GetDirectoryName(target)!, $"before-restore-{clock.GetUtcNow():yyyyMMddHHmmss}");
        foreach (var path in new[] { target, target + "-wal", target + "-shm" }.Where(File.Exists))
        {
            Directory.CreateDirectory(aside);
            File.Move(path, Path.Combine(aside, Path.GetFileName(path)));
        }

        foreach (var folder in new[] { keys.Folder, evidence.Folder }.Where(Directory.Exists))
        {
            Directory.CreateDirectory(aside);
            Directory.Move(folder, Path.Combine(aside, Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))));
        }
    }

    /// <summary>SECURITY: the folders are the service's alone, as the keys' own code makes them.</summary>
    private static void MoveFolder(string from, string to)
    {
        if (!Directory.Exists(from)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(to))!);
        Directory.Move(from, to);
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(to, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.EnumerateFiles(to)) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private async Task<IReadOnlyList<ChainReport>> VerifyAsync(CancellationToken ct)
    {
        using var restored = new SigningKeys(keys, clock);
        var factory = new DatabaseFactory(database);
        List<(long Id, string Slug)> organizations;
        await using (var context = factory.Create(new DatabaseScope(clock)))
            organizations = await OrganizationDirectory.AllAsync(context, ct);
        var reports = new List<ChainReport>();
        foreach (var (id, slug) in organizations)
        {
            await using var context = factory.Create(new DatabaseScope(clock));
            context.Enter(id, slug);
            reports.Add((await ChainWalk.VerifyAsync(context, restored, null, ct)).Report);
        }

        return reports;
    }
}
