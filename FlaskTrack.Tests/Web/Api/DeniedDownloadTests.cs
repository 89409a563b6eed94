using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Web.Api;

/// <summary>A link to a file is an operation: followed without the right it is refused by the runner, which writes that down.</summary>
[Trait("assurance", "S4")]
public sealed class DeniedDownloadTests
{
    [Theory]
    [InlineData("/samples/export?format=csv", "data.export", "ExportSamples")]
    [InlineData("/members/export?format=csv", "data.export", "ExportMembers")]
    [InlineData("/audit/export?format=csv", "audit.export", "ExportAuditEvents")]
    [InlineData("/audit/events/1/proof", "audit.verify", "GetEventProof")]
    public async Task A_viewer_gets_no_file_and_is_in_the_log(string path, string permission, string operation)
    {
        await using var lab = await ApiLab.OpenAsync(Role.Viewer);
        var browser = lab.Web.Browse();
        await browser.SignInAsync("viewer@nordhavn.example", AccountLab.Password);
        var before = (await lab.EventsAsync()).Count;

        var answer = await browser.GetAsync(path);

        Assert.Equal($"/no-access?permission={permission}", answer.Headers.Location?.OriginalString);
        var denied = Assert.Single((await lab.EventsAsync()).Skip(before), e => e.After?.Contains("\"denied\"", StringComparison.Ordinal) == true);
        Assert.Contains($"\"operation\":\"{operation}\"", denied.After, StringComparison.Ordinal);
        Assert.Equal("viewer", denied.ActorRole);
    }
}
