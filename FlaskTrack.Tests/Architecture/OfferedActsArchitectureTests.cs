using System.Text.RegularExpressions;

using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Architecture;

/// <summary>What changes something is pressed inside a <c>Can</c> of the operation it runs, so that nobody sees it who may not do it.</summary>
public sealed partial class OfferedActsArchitectureTests
{
    private static readonly Dictionary<string, string> Markup = OperationArchitectureTests.Sources(".razor").Where(file => !file.EndsWith("_Imports.razor", StringComparison.Ordinal)).ToDictionary(file => Path.GetFileNameWithoutExtension(file), OperationArchitectureTests.Read);
    private static readonly Dictionary<string, string> Code = OperationArchitectureTests.Sources(".cs").Where(file => file.StartsWith("FlaskTrack.Web", StringComparison.Ordinal)).GroupBy(file => Path.GetFileNameWithoutExtension(file)).ToDictionary(group => group.Key, group => OperationArchitectureTests.Read(group.First()));

    /// <summary>The components that each component's markup has.</summary>
    private static readonly Dictionary<string, HashSet<string>> Parts = Markup.ToDictionary(file => file.Key, file => Tag().Matches(file.Value).Select(tag => tag.Groups[1].Value).Where(Markup.ContainsKey).ToHashSet());

    /// <summary>Commands that take a permission of the catalogue. The others act on nothing but one's own things, or come by a link.</summary>
    private static readonly HashSet<string> Commands = [.. OperationCatalogue.All.Values.Where(info => info.IsCommand && info is { IsOutside: false, EntersByInvitation: false } && info.Requires != Permissions.Member).Select(info => info.Name)];

    [Fact]
    [Trait("assurance", "S5")]
    public void A_button_that_runs_a_command_stands_inside_a_Can_of_it()
    {
        var (wrong, found) = (new List<string>(), 0);
        foreach (var (name, text) in Markup)
        {
            foreach (Match press in Press().Matches(MarkupOf(text)))
            {
                foreach (var command in RunBy(press.Groups[1].Value + press.Groups[2].Value, Own(name)))
                {
                    found++;
                    if (!IsInside(name, press.Index, command)) wrong.Add($"{name}: {press.Value} runs {command} outside <Can TOperation=\"{command}\">");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.True(found > 10, $"Only {found} buttons were found that run a command by themselves.");
    }

    /// <summary>A dialog that asks first is opened by a button: somewhere on the pages that have it, that button stands inside a Can of every command the
    /// dialog runs.</summary>
    [Fact]
    public void Whatever_runs_a_command_is_on_pages_that_offer_it_through_a_Can()
    {
        var wrong = new List<string>();
        foreach (var name in Markup.Keys)
        {
            var script = Script(name);
            foreach (var command in Commands.Where(command => Runs(script, command)))
            {
                foreach (var page in PagesWith(name).Where(page => !Closure(page).Any(part => HasCan(Markup[part], command)) && !IsDraftOf(page, command))) wrong.Add($"{page} has {name}, which runs {command}, but no <Can TOperation=\"{command}\">");
            }
        }

        Assert.Empty(wrong);
    }

    /// <summary>The component's code: its own, what stands beside it, and the class it inherits.</summary>
    private static string Own(string name)
    {
        var text = Markup[name];
        var inherits = Inherits().Match(text) is { Success: true } match && Code.TryGetValue(match.Groups[1].Value, out var above) ? above : "";
        return text + inherits + Code.GetValueOrDefault($"{name}.razor", "");
    }

    /// <summary>With the classes that run operations for it.</summary>
    private static string Script(string name) =>
        Own(name) + string.Concat(Code.Where(file => file.Value.Contains("IOperationRunner", StringComparison.Ordinal) && file.Value.Contains("Components.Pages", StringComparison.Ordinal) && Regex.IsMatch(Markup[name], $@"\b{file.Key}\b")).Select(file => file.Value));

    private static string MarkupOf(string text) => text.Split("@code {")[0];

    /// <summary>The commands that a handler reaches through the methods of its component.</summary>
    private static HashSet<string> RunBy(string handler, string script)
    {
        var (reached, open) = (new HashSet<string>(), new Queue<string>([handler]));
        var commands = new HashSet<string>();
        while (open.TryDequeue(out var text))
        {
            commands.UnionWith(Commands.Where(command => Runs(text, command)));
            foreach (var word in Word().Matches(text).Select(match => match.Value).Where(reached.Add))
            {
                if (BodyOf(word, script) is { } body) open.Enqueue(body);
            }
        }

        return commands;
    }

    private static bool Runs(string text, string command) => text.Contains($"new {command}", StringComparison.Ordinal) && Regex.IsMatch(text, $@"new {command}\s*[({{]");

    private static string? BodyOf(string method, string script)
    {
        var head = Regex.Match(script, $@"(?:void|Task(?:<[^>]+>)?) {Regex.Escape(method)}\(");
        if (!head.Success) return null;
        var end = script.IndexOf("\n  }", head.Index, StringComparison.Ordinal);
        var next = script.IndexOf("\n\n", head.Index, StringComparison.Ordinal);
        return script[head.Index..Math.Max(head.Index, Math.Min(end < 0 ? script.Length : end, next < 0 || script[head.Index..Math.Max(head.Index, next)].Contains('{', StringComparison.Ordinal) ? script.Length : next))];
    }

    /// <summary>Inside the component's own markup, on a page that requires the very command, in a dialog that a button inside a Can opens, or everywhere the
    /// component is used.</summary>
    private static bool IsInside(string name, int place, string command)
    {
        if (Around(Markup[name], place).Any(around => around == command || (IsDraft(command) && PermissionOf(around) == PermissionOf(command)))) return true;
        if (Requires().Match(Markup[name]) is { Success: true } page && page.Groups[1].Value.Split('.')[^1] == command) return true;
        if (IsInDialog(Markup[name], place) && HasCan(Markup[name], command)) return true;
        var uses = Markup.SelectMany(file => Regex.Matches(file.Value, $@"<{name}[\s/>]").Select(use => (File: file.Key, use.Index))).ToList();
        return uses.Count > 0 && uses.TrueForAll(use => Around(Markup[use.File], use.Index).Overlaps(Alternatives(command)));
    }

    private static bool IsInDialog(string text, int place) =>
        text.LastIndexOf("<Dialog ", place, StringComparison.Ordinal) is var start and >= 0 && text.IndexOf("</Dialog>", start, StringComparison.Ordinal) > place;

    /// <summary>One form makes and changes a thing: it stands inside the Can of what it does there.</summary>
    private static IEnumerable<string> Alternatives(string command) =>
        command.StartsWith("Create", StringComparison.Ordinal) ? [command, "Edit" + command[6..]] : command.StartsWith("Edit", StringComparison.Ordinal) ? [command, "Create" + command[4..]] : [command];

    /// <summary>A page keeps what is typed into it as its person's own; who may open the page may do that.</summary>
    private static bool IsDraftOf(string page, string command) =>
        Requires().Match(Markup[page]) is { Success: true } match && PermissionOf(match.Groups[1].Value.Split('.')[^1]) == PermissionOf(command);

    private static bool IsDraft(string command) => command.EndsWith("Upload", StringComparison.Ordinal);

    private static string? PermissionOf(string operation) => OperationCatalogue.All.Values.FirstOrDefault(info => info.Name == operation)?.Requires.Name;

    /// <summary>Operations of the Cans that are open at a place.</summary>
    private static HashSet<string> Around(string text, int place)
    {
        var open = new Stack<string>();
        foreach (Match tag in CanTag().Matches(text[..place]))
        {
            if (tag.Value == "</Can>") open.Pop();
            else open.Push(tag.Groups[1].Value.Split('.')[^1]);
        }

        return [.. open];
    }

    private static bool HasCan(string text, string command) => CanTag().Matches(text).Any(tag => tag.Groups[1].Value.Split('.')[^1] == command);

    private static HashSet<string> Closure(string page)
    {
        var (all, open) = (new HashSet<string> { page }, new Queue<string>([page]));
        while (open.TryDequeue(out var name))
        {
            foreach (var part in Parts[name].Where(all.Add)) open.Enqueue(part);
        }

        return all;
    }

    private static IEnumerable<string> PagesWith(string component) => Markup.Keys.Where(name => Markup[name].Contains("@page \"", StringComparison.Ordinal) && Closure(name).Contains(component));

    [GeneratedRegex("@(?:onclick|onsubmit|onchange)=\"@?\\(?([^\"]+)\"|On(?:Valid)?Submit=\"([^\"]+)\"")]
    private static partial Regex Press();

    [GeneratedRegex(@"<([A-Z]\w*)[\s/>]")]
    private static partial Regex Tag();

    [GeneratedRegex(@"[A-Za-z]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\[Requires<([A-Za-z.]+)>\]")]
    private static partial Regex Requires();

    [GeneratedRegex("@inherits (\\w+)")]
    private static partial Regex Inherits();

    [GeneratedRegex("<Can TOperation=\"([A-Za-z.]+)\"|</Can>")]
    private static partial Regex CanTag();
}
