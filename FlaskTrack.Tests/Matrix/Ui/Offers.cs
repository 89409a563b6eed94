using System.Reflection;
using System.Text.RegularExpressions;

using Bunit;

using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Tests.Architecture;
using FlaskTrack.Web.Components;
using FlaskTrack.Web.Components.Shared;

namespace FlaskTrack.Tests.Matrix.Ui;

/// <summary>How an operation is offered on a page.</summary>
internal enum Offer
{
    /// <summary>Shown and usable.</summary>
    Open,

    /// <summary>Shown, but disabled with the reason.</summary>
    Blocked,
}

/// <summary>Finds which operations a page offers, by every <c>Can</c> in its tree.</summary>
internal static partial class Offers
{
    private static readonly MethodInfo Typed = typeof(Offers).GetMethod(nameof(Of), BindingFlags.NonPublic | BindingFlags.Static, [typeof(IRenderedComponent<Routes>)])!;

    /// <summary>Every operation that some markup of the product offers, read from the sources.</summary>
    public static IReadOnlyList<Type> All { get; } = [.. OperationArchitectureTests.Sources(".razor").SelectMany(file => Opening().Matches(OperationArchitectureTests.Read(file)))
        .Select(match => match.Groups[1].Value.Split('.')[^1]).Distinct().Select(Named).OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>What the page offers, and every operation that has a place on it whether shown or not.</summary>
    public static (Dictionary<Type, Offer> Shown, HashSet<Type> Placed) On(IRenderedComponent<Routes> page)
    {
        var (shown, placed) = (new Dictionary<Type, Offer>(), new HashSet<Type>());
        foreach (var type in All)
        {
            var (exists, offer) = ((bool, Offer?))Typed.MakeGenericMethod(type).Invoke(null, [page])!;
            if (exists) placed.Add(type);
            if (offer is { } how) shown[type] = how;
        }

        return (shown, placed);
    }

    private static (bool Exists, Offer? Offer) Of<T>(IRenderedComponent<Routes> page)
        where T : IRequires
    {
        var places = page.FindComponents<Can<T>>();
        var words = places.Select(place => place.Markup.Trim()).Where(markup => markup.Length > 0).ToList();
        Offer? offer = words.Count == 0 ? null : words.Exists(markup => !Disabled().IsMatch(markup)) ? Offer.Open : Offer.Blocked;
        return (places.Count > 0, offer);
    }

    private static Type Named(string name) => typeof(OperationCatalogue).Assembly.GetTypes().Concat(typeof(Routes).Assembly.GetTypes()).Single(type => type.Name == name && type.IsAssignableTo(typeof(IRequires)));

    [GeneratedRegex("<Can TOperation=\"([A-Za-z.]+)\"")]
    private static partial Regex Opening();

    [GeneratedRegex("^<[^>]*aria-disabled=\"true\"")]
    private static partial Regex Disabled();
}
