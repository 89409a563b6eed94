using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace FlaskTrack.Web.Hosting;

/// <summary>Adds the start of a file's SHA-256 to its address, so that browsers cache it for a year and still see each change at once.</summary>
public sealed class AssetVersions(IWebHostEnvironment environment)
{
    private readonly ConcurrentDictionary<string, string> urls = new();

    /// <summary>Address of a file under wwwroot or a package's static assets, such as <c>styles/base.css</c>.</summary>
    public string Url(string path) => urls.GetOrAdd(path, Versioned);

    private string Versioned(string path)
    {
        var file = environment.WebRootFileProvider.GetFileInfo(path);
        if (!file.Exists)
            return "/" + path;
        using var stream = file.CreateReadStream();
        return $"/{path}?v={Convert.ToHexStringLower(SHA256.HashData(stream))[..12]}";
    }
}
