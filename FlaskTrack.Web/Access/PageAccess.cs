using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Web.Access;

/// <summary>What the person at this page (one request or one open tab) may do, read through the runner and kept until somebody's rights change. Buttons
/// ask it without input or output; the runner decides anew at every operation in any case.</summary>
public sealed class PageAccess(IOperationRunner runner)
{
    private Task<MyAccess?>? loading;

    /// <summary>Null while unknown, when nobody is signed in, and for a person who is no active member.</summary>
    public MyAccess? Current { get; private set; }

    /// <summary>Why there is no access; null while there is.</summary>
    public Denial? Denial { get; private set; }

    public Principal? Principal => Current?.Principal;

    /// <summary>Raised after the rights were read anew, whoever's rights it was that changed.</summary>
    public event Action? Changed;

    /// <summary>Counts how often this person's own role, sites or membership changed; the layout makes pages anew with it.</summary>
    public int Generation { get; private set; }

    public Task<MyAccess?> GetAsync() => loading ??= LoadAsync();

    public async Task<MyAccess?> RefreshAsync()
    {
        var before = Current?.Principal;
        loading = LoadAsync();
        var access = await loading;
        if (!IsSame(before, access?.Principal)) Generation++;
        Changed?.Invoke();
        return access;
    }

    /// <summary>Whether the role holds the permission; what a record allows is in the record's own view.</summary>
    public bool Holds(Permission permission) => Principal is { IsActive: true } principal && principal.Holds(permission);

    /// <summary>False for what changes something in an organization that is suspended: there the runner lets members read and take out only.</summary>
    public bool Offers<TOperation>()
        where TOperation : IRequires =>
        Current?.Organization.Status != OrganizationStatus.Suspended || !OperationCatalogue.All.TryGetValue(typeof(TOperation), out var info) || !info.IsCommand || info.IsOutside;

    private static bool IsSame(Principal? a, Principal? b) =>
        a is null || b is null
            ? a == b
            : a.MemberId == b.MemberId && a.IsActive == b.IsActive && a.Role.Name == b.Role.Name && a.CanRunPipelines == b.CanRunPipelines && a.Sites.SequenceEqual(b.Sites);

    private async Task<MyAccess?> LoadAsync()
    {
        var result = await runner.RunAsync(new GetMyAccess());
        Denial = (result.Problem as Problem.Refused)?.Denial;
        return Current = result.IsOk ? result.Value : null;
    }
}
