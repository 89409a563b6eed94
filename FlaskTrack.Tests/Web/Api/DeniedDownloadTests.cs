using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Access;

using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.Api;

/// <summary>A link to a file is an operation: followed without the right it is refused by the runner, which writes that down.</summary>
[Trait("assurance", "S4")]
public sealed class DeniedDownloadTests
{
    private static readonly Dictionary<string, (string Address, string Permission)> Files = new(StringComparer.Ordinal)
    {
        ["DownloadEvidence"] = ("/evidence/EVP-000001/download", "evidence.generate"),
        ["ExportAuditEvents"] = ("/audit/export?format=csv", "audit.export"),
        ["ExportImportErrors"] = ("/import/samples/uploads/1/errors", "records.import"),
        ["ExportMembers"] = ("/members/export?format=csv", "data.export"),
        ["ExportSamples"] = ("/samples/export?format=csv", "data.export"),
        ["GetEventProof"] = ("/audit/events/1/proof", "audit.verify"),
    };

    [Fact]
    public async Task A_viewer_gets_no_file_of_any_address_and_is_in_the_log_each_time()
    {
        await using var lab = await ApiLab.OpenAsync(Role.Viewer);
        var sample = (await lab.MakeAsync()).GetProperty("code").GetString();
        await ApiLab.JsonAsync(await lab.SendAsync(Role.Owner, "POST", "evidence-packets", new { codes = new[] { sample }, purpose = "Audit of March" }), 201);
        var browser = lab.Web.Browse();
        await browser.SignInAsync("viewer@nordhavn.example", AccountLab.Password);
        var served = lab.Web.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<IServes>()?.Operation.Name).OfType<string>();
        Assert.Equal(served.Order(StringComparer.Ordinal), Files.Keys);

        foreach (var (operation, (address, permission)) in Files)
        {
            var before = (await lab.EventsAsync()).Count;
            var answer = await browser.GetAsync(address);
            Assert.Equal($"/no-access?permission={permission}", answer.Headers.Location?.OriginalString);
            var denied = Assert.Single((await lab.EventsAsync()).Skip(before), e => e.After?.Contains("\"denied\"", StringComparison.Ordinal) == true);
            Assert.Contains($"\"operation\":\"{operation}\"", denied.After, StringComparison.Ordinal);
            Assert.Equal("viewer", denied.ActorRole);
        }
    }
}
