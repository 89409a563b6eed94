using System.Net;

using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.Evidence;

public sealed class EvidencePagesTests
{
    [Fact]
    public async Task The_log_shows_events_with_the_detail_of_one_and_exports_what_it_shows()
    {
        await using var lab = await WebLab.OpenAsync();
        await lab.LeilaAsync();
        var browser = await lab.EnterAsync();

        var page = await browser.ReadAsync("/audit?event=1");
        var export = await browser.GetAsync("/audit/export?format=csv&action=organization");
        var lines = await browser.ReadAsync("/audit/export?format=jsonl");
        var nothing = await browser.ReadAsync("/audit?record=SMP-999999");

        Assert.Contains("Leila Haddad", page, StringComparison.Ordinal);
        Assert.Contains("Place in the chain", page, StringComparison.Ordinal);
        Assert.Contains("Hash recomputed here and equal", page, StringComparison.Ordinal);
        Assert.Equal("text/csv", export.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("audit-nordhavn-", export.Content.Headers.ContentDisposition?.FileName?.Trim('"'), StringComparison.Ordinal);
        Assert.Contains("\"checkpoint\"", lines, StringComparison.Ordinal);
        Assert.Contains("No event matches these filters", nothing, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/audit/export?format=pdf")).StatusCode);
        Assert.Contains("Signed checkpoints", await browser.ReadAsync("/audit/verify"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_packet_is_listed_shown_and_downloaded()
    {
        await using var lab = await WebLab.OpenAsync();
        var leila = await lab.LeilaAsync();
        var browser = await lab.EnterAsync();
        var species = (await RunAsync(lab, leila, new FindSpecies("Nicotiana tabacum")))[0].Id;
        var sample = (await RunAsync(lab, leila, new CreateSample(new SampleFields { Name = "Mother plant", Domain = Domain.TissueCulture, SpeciesId = species, Kind = SampleKind.Callus }))).Samples.Single();
        var file = Path.GetTempFileName();
        var built = await lab.App.Services.GetRequiredService<InstallationTools>().BuildPacketAsync("nordhavn", sample.Code, WebLab.Email, file);
        Assert.True(built.IsOk, built.Problem?.Sentence);
        File.Delete(file);

        var list = await browser.ReadAsync("/evidence");
        var page = await browser.ReadAsync($"/evidence/{built.Value.Code}");
        var download = await browser.GetAsync($"/evidence/{built.Value.Code}/download");
        var bytes = await download.Content.ReadAsByteArrayAsync();

        Assert.Contains(built.Value.Code, list, StringComparison.Ordinal);
        Assert.Contains(built.Value.RootHash!, page, StringComparison.Ordinal);
        Assert.Contains("/download", page, StringComparison.Ordinal);
        Assert.Equal("application/zip", download.Content.Headers.ContentType?.MediaType);
        Assert.Equal(built.Value.FileHash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
        Assert.Contains("value=\"SMP-000001\"", await browser.ReadAsync("/evidence/new?sample=SMP-000001"), StringComparison.Ordinal);
        Assert.Contains("is replaced", await browser.ReadAsync("/evidence/new?replaces=" + built.Value.Code), StringComparison.Ordinal);
        Assert.Contains("No packet EVP-000999", await browser.ReadAsync("/evidence/EVP-000999"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/evidence/EVP-000999/download")).StatusCode);
    }

    [Fact]
    public async Task The_logo_has_the_kind_of_its_content_and_is_not_guessed_at()
    {
        await using var lab = await WebLab.OpenAsync();
        var leila = await lab.LeilaAsync();
        var browser = await lab.EnterAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/organization/logo")).StatusCode);
        await RunAsync(lab, leila, new FlaskTrack.Core.Organizations.SetLogo(FlaskTrack.Tests.Organizations.LogoTests.Png()));

        var logo = await browser.GetAsync("/organization/logo");

        Assert.Equal("image/png", logo.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", Assert.Single(logo.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(FlaskTrack.Tests.Organizations.LogoTests.Png(), await logo.Content.ReadAsByteArrayAsync());
        Assert.Contains("/organization/logo?v=", await browser.ReadAsync("/organization"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/organization/logo")]
    [InlineData("/audit/export?format=csv")]
    [InlineData("/evidence/EVP-000001/download")]
    [InlineData("/audit")]
    [InlineData("/evidence")]
    public async Task Nobody_signed_out_gets_anything(string path)
    {
        await using var lab = await WebLab.OpenAsync();
        await lab.LeilaAsync();

        var answer = await lab.Browse().GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/sign-in", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    private static async Task<TResult> RunAsync<TSelf, TResult>(WebLab lab, long user, IOperation<TSelf, TResult> operation)
        where TSelf : IOperation<TSelf, TResult>
    {
        await using var scope = lab.App.Services.CreateAsyncScope();
        var runner = new OperationRunner(new FixedCaller(Caller.Demo(user, "nordhavn")), scope.ServiceProvider.GetRequiredService<RunnerParts>(), scope.ServiceProvider);
        var result = await runner.RunAsync(operation);
        Assert.True(result.IsOk, result.Problem?.Sentence);
        return result.Value;
    }
}
