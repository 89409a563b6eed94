using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Commands;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Verify_tells_intact_from_broken_and_names_the_event()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await lab.OrganizationAsync("forest");

        var all = await RunAsync(lab, "verify");
        await plant.RawAsync($"UPDATE \"AuditEvents\" SET \"Hash\" = '{new string('a', 64)}' WHERE \"OrganizationId\" = {plant.Id} AND \"Sequence\" = 3");
        var one = await RunAsync(lab, "verify", "plant");
        var other = await RunAsync(lab, "verify", "forest");

        Assert.Equal(CommandLine.Ok, all.Code);
        Assert.Contains("plant: intact", all.Output, StringComparison.Ordinal);
        Assert.Contains("forest: intact", all.Output, StringComparison.Ordinal);
        Assert.Equal(CommandLine.Failed, one.Code);
        Assert.Contains("plant: BROKEN at event 3", one.Output, StringComparison.Ordinal);
        Assert.Equal(CommandLine.Ok, other.Code);
        Assert.Equal(CommandLine.Failed, (await RunAsync(lab, "verify")).Code);
        Assert.Equal(CommandLine.Failed, (await RunAsync(lab, "verify", "nowhere")).Code);
        Assert.Equal(CommandLine.Usage, (await RunAsync(lab, "verify", "plant", "forest")).Code);
    }

    [Fact]
    public async Task A_packet_is_built_under_a_members_rights_and_checked()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();
        var file = Path.Combine(lab.Folder, "packet.zip");

        var built = await RunAsync(lab, "packet", "--organization", "plant", "--sample", sample.Code, "--as", await EmailAsync(plant, Role.Auditor), "--out", file);
        var refused = await RunAsync(lab, "packet", "--organization", "plant", "--sample", sample.Code, "--as", await EmailAsync(plant, Role.Viewer), "--out", Path.Combine(lab.Folder, "no.zip"));
        var checkedHere = await RunAsync(lab, "verify-packet", file);
        var elsewhere = await CommandAsync("verify-packet", file, $"--Data:Folder={Path.Combine(lab.Folder, "other")}");
        var anyKey = await CommandAsync("verify-packet", "--any-key", file, $"--Data:Folder={Path.Combine(lab.Folder, "other")}");

        Assert.True(built.Code == CommandLine.Ok, built.Output);
        Assert.Contains("EVP-000001", built.Output, StringComparison.Ordinal);
        Assert.Equal(CommandLine.Failed, refused.Code);
        Assert.True(checkedHere.Code == CommandLine.Ok, checkedHere.Output);
        Assert.Equal(CommandLine.Failed, elsewhere.Code);
        Assert.True(anyKey.Code == CommandLine.Ok, anyKey.Output);
        Assert.Equal(CommandLine.Failed, (await RunAsync(lab, "packet", "--organization", "plant", "--sample", sample.Code, "--as", "a@b.example", "--out", file)).Code);
        Assert.Equal(CommandLine.Usage, (await RunAsync(lab, "packet", "--organization", "plant")).Code);
    }

    [Fact]
    public async Task A_changed_packet_does_not_verify()
    {
        await using var lab = await TestLab.OpenAsync();
        var file = Path.Combine(lab.Folder, "packet.zip");
        await File.WriteAllTextAsync(file, "not a packet");

        var answer = await RunAsync(lab, "verify-packet", file);

        Assert.Equal(CommandLine.Failed, answer.Code);
        Assert.Contains("FAILED", answer.Output, StringComparison.Ordinal);
        Assert.Equal(CommandLine.Failed, (await RunAsync(lab, "verify-packet", Path.Combine(lab.Folder, "none.zip"))).Code);
        Assert.Equal(CommandLine.Usage, (await RunAsync(lab, "verify-packet")).Code);
    }

    [Fact]
    public async Task A_backup_is_restored_elsewhere_and_never_over_something_unforced()
    {
        if (TestDatabase.Provider != DatabaseProvider.Sqlite) return; // server databases have tools of their own
        await using var lab = await TestLab.OpenAsync();
        await (await lab.OrganizationAsync()).SampleAsync();
        var file = Path.Combine(lab.Folder, "backup.zip");
        var target = $"--Data:Folder={Path.Combine(lab.Folder, "elsewhere")}";

        var written = await RunAsync(lab, "backup", file);
        var restored = await CommandAsync("restore", file, target);
        var again = await CommandAsync("restore", file, target);
        var forced = await CommandAsync("restore", "--force", file, target);
        var verified = await CommandAsync("verify", target);
        SqliteConnection.ClearAllPools();

        Assert.True(written.Code == CommandLine.Ok, written.Output);
        Assert.True(restored.Code == CommandLine.Ok, restored.Output);
        Assert.Contains("plant: intact", restored.Output, StringComparison.Ordinal);
        Assert.Equal(CommandLine.Failed, again.Code);
        Assert.Contains("exists already", again.Output, StringComparison.Ordinal);
        Assert.True(forced.Code == CommandLine.Ok, forced.Output);
        Assert.True(verified.Code == CommandLine.Ok, verified.Output);
        Assert.Equal(CommandLine.Failed, (await RunAsync(lab, "backup", file)).Code);
        Assert.Equal(CommandLine.Usage, (await RunAsync(lab, "restore")).Code);
    }

    [Fact]
    public async Task A_database_is_made_once_gives_a_set_up_code_and_has_no_demo_to_remove()
    {
        await using var lab = await TestLab.OpenAsync();
        var target = $"--Data:Folder={Path.Combine(lab.Folder, "fresh")}";

        var made = await CommandAsync("migrate", "--Database:Provider=Sqlite", target);
        var again = await CommandAsync("migrate", "--Database:Provider=Sqlite", target);
        var code = await CommandAsync("setup-code", "--Database:Provider=Sqlite", target);
        var removed = await CommandAsync("demo", "--remove", "--Database:Provider=Sqlite", target);
        SqliteConnection.ClearAllPools();

        Assert.Equal((CommandLine.Ok, true), (made.Code, made.Output.Contains("Initial", StringComparison.Ordinal)));
        Assert.Equal((CommandLine.Ok, true), (again.Code, again.Output.Contains("up to date", StringComparison.Ordinal)));
        Assert.True(code.Code == CommandLine.Ok && code.Output.Trim().Length >= 8, code.Output);
        Assert.True(removed.Code == CommandLine.Ok, removed.Output);
    }

    [Fact]
    public async Task An_organization_is_suspended_and_resumed_by_the_operator_alone_and_that_is_in_its_log()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var suspended = await RunAsync(lab, "suspend", "plant", "--reason", "Unpaid for a year");
        var change = await plant.RunAsync(Role.Owner, new CreateSite("North", "NORTH"));
        var twice = await RunAsync(lab, "suspend", "plant", "--reason", "Again");
        var resumed = await RunAsync(lab, "resume", "plant", "--reason", "Paid");

        Assert.True(suspended.Code == CommandLine.Ok, suspended.Output);
        Assert.IsType<Problem.Refused>(change.Problem);
        Assert.Equal((CommandLine.Failed, CommandLine.Ok), (twice.Code, resumed.Code));
        Assert.True((await plant.RunAsync(Role.Owner, new CreateSite("North", "NORTH"))).IsOk);
        Assert.Equal(["Unpaid for a year", "Paid"], (await plant.EventsAsync()).Where(e => e.Action is "organization.suspend" or "organization.resume").Select(e => e.Reason));
        Assert.Equal(CommandLine.Failed, (await RunAsync(lab, "resume", "nowhere", "--reason", "Why")).Code);
        Assert.Equal(CommandLine.Usage, (await RunAsync(lab, "suspend", "plant")).Code);
        Assert.Equal(CommandLine.Failed, (await RunAsync(lab, "reopen", "plant", "--reason", "Not closed")).Code);
    }

    [Fact]
    public async Task After_a_rotation_another_key_signs_and_what_the_old_one_signed_verifies_on()
    {
        await using var lab = await TestLab.OpenAsync();
        await lab.OrganizationAsync();
        Assert.Equal(CommandLine.Ok, (await RunAsync(lab, "verify", "plant")).Code);

        var rotated = await RunAsync(lab, "rotate-key");

        Assert.True(rotated.Code == CommandLine.Ok, rotated.Output);
        Assert.Matches("New signing key [0-9a-f]{8,}.* The key [0-9a-f]{8,} is retired", rotated.Output.ReplaceLineEndings(" "));
        Assert.Equal(CommandLine.Ok, (await RunAsync(lab, "verify", "plant")).Code);
    }

    [Fact]
    public async Task Where_there_is_no_database_none_is_made()
    {
        var folder = Directory.CreateTempSubdirectory("flasktrack-none-");

        var answer = await CommandAsync("verify", $"--Data:Folder={folder.FullName}");

        Assert.Equal(CommandLine.Failed, answer.Code);
        Assert.Empty(folder.EnumerateFiles());
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Every_verb_says_what_it_does()
    {
        foreach (var verb in CommandLine.Verbs)
        {
            var help = await CommandAsync(verb.Name, "--help");
            Assert.Equal(CommandLine.Ok, help.Code);
            Assert.Contains(verb.Syntax, help.Output, StringComparison.Ordinal);
        }

        Assert.Equal(CommandLine.Usage, (await CommandAsync("no-such-verb")).Code);
    }

    private static Task<(int Code, string Output)> RunAsync(TestLab lab, params string[] words)
    {
        var database = lab.Services.GetRequiredService<DatabaseOptions>();
        return CommandAsync([.. words, $"--Database:Provider={database.Provider}", $"--ConnectionStrings:FlaskTrack={database.ConnectionString}", $"--Data:Folder={Path.Combine(lab.Folder, "data")}"]);
    }

    private static async Task<(int Code, string Output)> CommandAsync(params string[] words)
    {
        await using var output = new StringWriter();
        var code = await CommandLine.RunAsync(words, output);
        return (code, output.ToString());
    }

    private static async Task<string> EmailAsync(TestOrganization plant, Role role)
    {
        var user = plant.UserOf(role);
        return (await plant.ReadAsync(context => context.Set<User>().SingleAsync(row => row.Id == user))).Email!;
    }
}
