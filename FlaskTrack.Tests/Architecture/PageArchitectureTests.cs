using System.Reflection;
using System.Text.RegularExpressions;

using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Web.Access;

using Microsoft.AspNetCore.Components;

namespace FlaskTrack.Tests.Architecture;

/// <summary>What every page says of who may open it, and what none may know.</summary>
public sealed partial class PageArchitectureTests
{
    /// <summary>Pages that show nothing of anybody: what is wrong with an address or a right, and the parts of the design.</summary>
    private static readonly string[] Bare = ["ErrorPage", "KitPage", "NoAccessPage", "NotFoundPage"];

    [Fact]
    public void A_page_requires_an_operation_or_says_why_it_is_open()
    {
        var pages = typeof(RequiresAttribute<>).Assembly.GetTypes().Where(type => type.GetCustomAttributes<RouteAttribute>().Any()).ToList();

        Assert.NotEmpty(pages);
        var silent = pages.Where(page => !page.GetCustomAttributes().Any(Says)).Select(page => page.Name).Order(StringComparer.Ordinal);
        Assert.Equal(Bare, silent);
    }

    [Fact]
    public void Whoever_opens_a_page_without_signing_in_is_told_why_that_is() =>
        Assert.All(typeof(OpenAttribute).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<OpenAttribute>()), open => Assert.NotEmpty(open.Why));

    /// <summary>Markup asks what an operation requires; a role or a permission written into it would be a second table.</summary>
    [Fact]
    public void Markup_names_no_role_and_no_permission()
    {
        var names = Permissions.All.Select(permission => $"\"{permission.Name}\"").ToList();
        foreach (var file in OperationArchitectureTests.Sources(".razor"))
        {
            var text = OperationArchitectureTests.Read(file);
            Assert.False(RolesInMarkup().IsMatch(text), $"{file} names a role or policy: {RolesInMarkup().Match(text).Value}");
            Assert.True(names.Find(name => text.Contains(name, StringComparison.Ordinal)) is null, $"{file} names a permission.");
        }
    }

    private static bool Says(Attribute attribute) =>
        attribute is OpenAttribute || (attribute.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(RequiresAttribute<>));

    [GeneratedRegex(@"Role\.(Owner|Admin|Scientist|Technician|Viewer|Auditor)\b|IsInRole|<AuthorizeView[^>]*\bRoles=|Authorize\([^)]*\bRoles|Policy=""(?!@TOperation\.Requires\.Name"")")]
    private static partial Regex RolesInMarkup();
}
