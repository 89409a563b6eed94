using Microsoft.Playwright;

namespace FlaskTrack.E2E.Looks;

/// <summary>axe-core, run within the page that is open. The package's own runner opens another page for each run and carries the script there too, which took most of the time of a look.</summary>
internal static class AxeRules
{
    private const string Resource = "Deque.AxeCore.Commons.Resources.axe.min.js";

    private const string Run = """
        async only => {
          const found = await axe.run(document, { resultTypes: ['violations'], ...(only.length ? { runOnly: { type: 'rule', values: only } } : {}) });
          return found.violations.filter(rule => rule.impact === 'serious' || rule.impact === 'critical')
            .map(rule => `${rule.impact} ${rule.id} at ${rule.nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(' ; ')}`);
        }
        """;

    private static readonly Lazy<string> script = new(Read);

    /// <summary>Rules that are broken in a serious or critical way, each with the first places.</summary>
    /// <param name="only">Ids of the rules to look at; none for all.</param>
    public static async Task<IReadOnlyList<string>> BrokenAsync(IPage page, params string[] only)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(script.Value);
        return await page.EvaluateAsync<string[]>(Run, only);
    }

    private static string Read()
    {
        using var stream = typeof(Deque.AxeCore.Commons.IAxeScriptProvider).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} is not in the package.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
