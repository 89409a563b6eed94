using System.Reflection;
using System.Text;

using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Matrix;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Platform.Input;

/// <summary>Every member of every operation gets what it should not get. A new operation takes part without being named here.</summary>
[Trait("assurance", "S50")]
public sealed class BadInputTests
{
    private static readonly MethodInfo Typed = typeof(BadInputTests).GetMethod(nameof(RunTypedAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo TextsMethod = typeof(BadInputTests).GetMethod(nameof(TextsOfAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Members whose errors carry the field's name as people know it, where the member holds an id.</summary>
    private static readonly Dictionary<string, string> Aliases = new() { ["species_id"] = "species", ["site_id"] = "site", ["to_member_id"] = "to" };

    [Fact]
    public async Task What_no_field_can_take_is_refused_by_every_operation_with_the_field_named_and_nothing_written()
    {
        await using var lab = await TestLab.OpenAsync();
        var ground = await Ground.PrepareAsync(await lab.OrganizationAsync());
        var inputs = new List<(OperationInfo Info, object Input)>();
        foreach (var info in OperationCatalogue.All.Values) inputs.Add((info, await OperationSamples.MakeAsync(info.Type, ground)));
        var before = await DatabaseState.ReadAsync(lab);
        var events = (await ground.Lab.EventsAsync()).Count;
        var (wrong, count) = (new List<string>(), 0);

        foreach (var (info, input) in inputs)
        {
            foreach (var member in InputMember.Of(input))
            {
                foreach (var value in BadValues.Refused(member))
                {
                    count++;
                    if (await RefusedAsync(ground, info, member, member.With(input, value)) is { } fault) wrong.Add($"{info.Name}.{member} = {Show(value)}: {fault}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(60)));
        Assert.True(count > 900, $"Only {count} inputs were tried.");
        Assert.Equal(before, await DatabaseState.ReadAsync(lab));
        Assert.Equal(events, (await ground.Lab.EventsAsync()).Count);
    }

    [Fact]
    public async Task What_a_field_may_take_is_stored_clean_or_refused_but_never_a_fault()
    {
        await using var lab = await TestLab.OpenAsync();
        var ground = await Ground.PrepareAsync(await lab.OrganizationAsync());
        var wrong = new List<string>();

        foreach (var info in OperationCatalogue.All.Values)
        {
            foreach (var member in InputMember.Of(await OperationSamples.MakeAsync(info.Type, ground)))
            {
                foreach (var value in BadValues.Doubtful(member))
                {
                    try
                    {
                        await RunAsync(ground, info, member.With(await OperationSamples.MakeAsync(info.Type, ground), value));
                    }
                    catch (Exception fault)
                    {
                        wrong.Add($"{info.Name}.{member} = {Show(value)}: {(fault.InnerException ?? fault).GetType().Name} {(fault.InnerException ?? fault).Message}");
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(60)));
        var unclean = await UncleanAsync(lab);
        Assert.True(unclean.Count == 0, string.Join("\n", unclean));
    }

    /// <summary>Texts of all tables that are not as stored text is: NFC, trimmed, without control characters. Events and letters are written by the product
    /// around what people typed, and may end with a line break.</summary>
    private static async Task<List<string>> UncleanAsync(TestLab lab)
    {
        await using var context = lab.Factory.Create(new DatabaseScope(lab.Clock));
        var unclean = new List<string>();
        foreach (var type in context.Model.GetEntityTypes().Where(type => !type.IsOwned() && type.ClrType.Namespace!.StartsWith("FlaskTrack", StringComparison.Ordinal)).Select(type => type.ClrType).Distinct())
            unclean.AddRange(await (Task<List<string>>)TextsMethod.MakeGenericMethod(type).Invoke(null, [context])!);
        return unclean;
    }

    private static async Task<List<string>> TextsOfAsync<T>(FlaskTrackDbContext context)
        where T : class
    {
        var rows = await context.Set<T>().IgnoreQueryFilters().AsNoTracking().ToListAsync();
        var texts = rows.SelectMany(row => context.Entry(row).Properties.SelectMany(property => Texts(property.CurrentValue).Select(text => (property.Metadata.Name, Text: text))));
        return [.. texts.Where(pair => !pair.Text.IsNormalized(NormalizationForm.FormC) || StoredText.HasControls(pair.Text) || (typeof(T) != typeof(AuditEvent) && typeof(T) != typeof(OutboxMail) && pair.Text != pair.Text.Trim()))
            .Select(pair => $"{typeof(T).Name}.{pair.Name}: \"{pair.Text[..Math.Min(60, pair.Text.Length)]}\"").Distinct()];
    }

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        string text => [text],
        List<string> list => list,
        Dictionary<string, string> pairs => pairs.Keys.Concat(pairs.Values),
        _ => [],
    };

    private static async Task<string?> RefusedAsync(Ground ground, OperationInfo info, InputMember member, object input)
    {
        try
        {
            var problem = await RunAsync(ground, info, input);
            if (problem is Problem.Refused { Denial.Code: DenialCode.NotFound } && info.EntersByInvitation) return null;
            if (problem is not Problem.Invalid invalid) return problem?.ToString() ?? "it happened";
            return invalid.Fields.ContainsKey(member.Field) || (Aliases.TryGetValue(member.Field, out var alias) && invalid.Fields.ContainsKey(alias)) ? null : $"names {string.Join(", ", invalid.Fields.Keys)}";
        }
        catch (Exception fault)
        {
            return $"{(fault.InnerException ?? fault).GetType().Name} {(fault.InnerException ?? fault).Message}";
        }
    }

    private static Task<Problem?> RunAsync(Ground ground, OperationInfo info, object input) =>
        (Task<Problem?>)Typed.MakeGenericMethod(info.Type, info.ResultType).Invoke(null, [ground.Lab, input])!;

    private static async Task<Problem?> RunTypedAsync<TSelf, TResult>(TestOrganization lab, TSelf operation)
        where TSelf : IOperation<TSelf, TResult> => (await lab.RunAsync(Role.Owner, operation)).Problem;

    private static string Show(object? value) => value switch
    {
        null => "null",
        string { Length: > 60 } text => $"{text.Length} characters",
        string text => string.Concat(text.Select(c => c is >= ' ' and < '\u007f' ? c.ToString() : $"\\u{(int)c:x4}")),
        System.Collections.IEnumerable list => $"list of {list.Cast<object?>().Count()}",
        _ => value.ToString()!,
    };
}
