using System.Globalization;

using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Web.Components.Layout;
using FlaskTrack.Web.Navigation;

namespace FlaskTrack.Web.Access;

/// <summary>Fills the frame around each page from operations: organization, switcher, person, and which entries open.</summary>
internal sealed class OrganizationShell(IOperationRunner runner, PageAccess access) : IShellSource
{
    public async Task FillAsync(Shell shell, CancellationToken ct)
    {
        shell.Allows = Allows;
        if (await access.GetAsync() is not { } mine) return;
        var organizations = await runner.RunAsync(new FindMyOrganizations(), ct);
        shell.Organization = Entry(mine.Organization.Name, mine.Organization.Slug, isCurrent: true);
        shell.Organizations = organizations.IsOk ? [.. organizations.Value.Select(row => Entry(row.Name, row.Slug, row.Slug == mine.Organization.Slug))] : [];
        shell.Person = new ShellPerson(mine.DisplayName, mine.Organization.Name, mine.Principal.Role.Name);
        if (TimeZoneInfo.TryFindSystemTimeZoneById(mine.Organization.TimeZone, out var zone)) shell.Zone = zone;
        shell.DecimalComma = CultureInfo.GetCultureInfo(mine.Organization.Locale).NumberFormat.NumberDecimalSeparator == ",";
        shell.Search = new SampleSearch(runner).FindAsync;
        shell.Refresh();
    }

    private static ShellOrganization Entry(string name, string slug, bool isCurrent) => new(name, null, $"/organization/switch/{slug}", isCurrent);

    /// <summary>An entry shows exactly when the operation of its page is held.</summary>
    private bool Allows(MenuEntry entry) => entry.Operation is null || access.Holds(OperationCatalogue.All[entry.Operation].Requires);
}
