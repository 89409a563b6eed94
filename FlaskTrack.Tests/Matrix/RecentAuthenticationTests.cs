using System.Reflection;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Matrix;

/// <summary>What asks for a password or factor given within five minutes (ASVS 7.5.3, 8.4.2), as a list written by hand, and that it does.</summary>
[Trait("assurance", "S18")]
public sealed class RecentAuthenticationTests
{
    /// <summary>Roles, policies, the organization's end, others' factors, answering for the log, and lists that leave as a whole.</summary>
    private static readonly string[] Asked =
    [
        "AssignOwner", "AssignRole", "CloseOrganization", "ConfirmAuditReview", "EditOrganizationSecurity", "ExportAuditEvents", "ExportMembers", "RecordAuditReview", "ResetSecondFactor",
    ];

    private static readonly MethodInfo Typed = typeof(RecentAuthenticationTests).GetMethod(nameof(RunAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly IReadOnlyList<OperationInfo> Operations = [.. OperationCatalogue.All.Values.Where(info => info.NeedsRecentAuthentication).OrderBy(info => info.Name, StringComparer.Ordinal)];

    [Fact]
    public void The_list_is_as_approved() => Assert.Equal(Asked, Operations.Select(info => info.Name));

    [Fact]
    public async Task After_five_minutes_each_is_refused_and_changes_nothing_and_before_it_is_not()
    {
        await using var lab = await TestLab.OpenAsync();
        var ground = await Ground.PrepareAsync(await lab.OrganizationAsync());
        var inputs = new List<(OperationInfo Info, object Input)>();
        foreach (var info in Operations) inputs.Add((info, await OperationSamples.MakeAsync(info.Type, ground)));
        var caller = await SessionAsync(ground.Lab, TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        var before = await DatabaseState.ReadAsync(lab);

        foreach (var (info, input) in inputs)
        {
            var problem = await RunAnyAsync(lab, caller, info, input);
            Assert.True(problem is Problem.Refused { Denial: { Code: DenialCode.Forbidden, RequiredCapability: "recent_authentication" } }, $"{info.Name}: {problem}");
        }

        Assert.Equal(before, await DatabaseState.ReadAsync(lab));
        var recent = await SessionAsync(ground.Lab, TimeSpan.FromMinutes(5));
        foreach (var (info, input) in inputs) Assert.False(await RunAnyAsync(lab, recent, info, input) is Problem.Refused, info.Name);
    }

    private static async Task<Caller> SessionAsync(TestOrganization organization, TimeSpan age)
    {
        var (id, user, now) = (Guid.NewGuid().ToString("n"), organization.UserOf(Role.Owner), organization.Lab.Clock.GetUtcNow());
        await organization.WriteAsync(context => context.Add(new UserSession { Id = id, UserId = user, Authentication = "password", StartedAt = now, LastSeenAt = now, AuthenticatedAt = now - age }));
        return new Caller { UserId = user, SessionId = id, Organization = organization.Slug, Channel = "ui" };
    }

    private static Task<Problem?> RunAnyAsync(TestLab lab, Caller caller, OperationInfo info, object input) =>
        (Task<Problem?>)Typed.MakeGenericMethod(info.Type, info.ResultType).Invoke(null, [lab, caller, input])!;

    private static async Task<Problem?> RunAsync<TSelf, TResult>(TestLab lab, Caller caller, TSelf operation)
        where TSelf : IOperation<TSelf, TResult> => (await lab.RunAsync(caller, operation)).Problem;
}
