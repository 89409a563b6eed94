using System.Globalization;

using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Web.Components.Layout;
using FlaskTrack.Web.Components.Pages.Notifications;
using FlaskTrack.Web.Navigation;

namespace FlaskTrack.Web.Access;

/// <summary>Fills the frame around each page from operations: organization, switcher, person, notices, and which entries open.</summary>
internal sealed class OrganizationShell(IOperationRunner runner, PageAccess access, NoticeWatch watch) : IShellSource, IDisposable
{
    private const int Newest = 20;
    private IDisposable? watching;
    private bool isLeft;

    public async Task FillAsync(Shell shell, CancellationToken ct)
    {
        shell.Allows = Allows;
        if (await access.GetAsync() is not { } mine) return;
        var organizations = await runner.RunAsync(new FindMyOrganizations(), ct);
        shell.Organization = Entry(mine.Organization.Name, mine.Organization.Slug, isCurrent: true) with { Site = Sites(mine.Principal.Sites.Length), IsDemo = mine.Organization.IsDemo };
        shell.Organizations = organizations.IsOk ? [.. organizations.Value.Select(row => Entry(row.Name, row.Slug, row.Slug == mine.Organization.Slug))] : [];
        shell.Person = new ShellPerson(mine.DisplayName, mine.Email, mine.Principal.Role.Name);
        (shell.Zone, shell.Dates) = (ReadersZone.Of(mine), mine.Preferences.DateForm);
        shell.DecimalComma = CultureInfo.GetCultureInfo(mine.Preferences.Locale ?? mine.Organization.Locale).NumberFormat.NumberDecimalSeparator == ",";
        shell.Search = new SampleSearch(runner).FindAsync;
        shell.Notifications = NewestAsync;
        await CountAsync(shell, ct);
        watching?.Dispose();
        if (isLeft) return; // nobody would take the watch away again
        watching = watch.Watch(mine.Organization.Id, mine.Principal.MemberId, () => RingAsync(shell));
        shell.Refresh();
    }

    private static string? Sites(int limited) => limited switch { 0 => null, 1 => "1 site", _ => $"{limited} sites" };

    public void Dispose()
    {
        isLeft = true;
        watching?.Dispose();
    }

    private static ShellOrganization Entry(string name, string slug, bool isCurrent) => new(name, null, $"/organization/switch/{slug}", isCurrent);

    private async Task<IReadOnlyList<Notice>> NewestAsync(CancellationToken ct) => await runner.RunAsync(new FindNotifications(Take: Newest), ct) is { IsOk: true } found ? [.. found.Value.Rows.Select(NoticeText.ToNotice)] : [];

    private async Task CountAsync(Shell shell, CancellationToken ct)
    {
        if (await runner.RunAsync(new FindNotifications(UnreadOnly: true, Take: 1), ct) is { IsOk: true } found) shell.Unread = found.Value.Unread;
    }

    private async Task RingAsync(Shell shell)
    {
        Unattended.FromHere();
        await CountAsync(shell, CancellationToken.None);
        shell.Refresh();
    }

    /// <summary>An entry shows exactly when the operation of its page is held.</summary>
    private bool Allows(MenuEntry entry) => entry.Operation is null || access.Holds(OperationCatalogue.All[entry.Operation].Requires);
}
