using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

using FlaskTrack.E2E.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace FlaskTrack.E2E;

[Collection(JourneyCollection.Name)]
public sealed class ImportJourneys(Journeys journeys)
{
    private const string File = "delivery week 47.csv";

    // The heading is row 1 of a sheet, so sample 16 stands in row 17.
    private static readonly (int Row, string Column, string Bad, string Good)[] Faults =
        [(17, "Quantity", "a handful", "12"), (89, "Species", "Cattleya nowhere", "Nicotiana tabacum"), (164, "Collected at", "31.02.2026", "2026-02-28")];

    [Fact]
    public async Task Two_hundred_rows_of_which_three_are_bad_are_corrected_imported_and_undone()
    {
        using var lab = await journeys.ApiAsync("scientist@plant.example");
        await using var visit = await journeys.SignInAsync("scientist");
        await visit.OpenAsync("/import/samples");
        await visit.Page.Locator("#import-file").SetInputFilesAsync(new FilePayload { Name = File, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Sheet()) });
        await visit.Button("Check 200 rows").ClickAsync();

        // The preview names the three rows and their columns, and nothing else.
        await Expect(visit.Heading).ToHaveTextAsync("Check 200 rows before anything is written");
        await Expect(visit.Page.GetByText("3 rows to correct: 17, 89, 164")).ToBeVisibleAsync();
        await visit.Button("Errors 3").ClickAsync();
        var bad = visit.Page.Locator("input[aria-invalid=true]");
        await Expect(bad).ToHaveCountAsync(Faults.Length);
        foreach (var fault in Faults)
        {
            await Expect(Cell(visit, fault.Row, fault.Column)).ToHaveValueAsync(fault.Bad);
            await Expect(visit.Page.Locator("tr.why b", new() { HasText = fault.Column })).ToHaveCountAsync(1);
        }

        await Expect(visit.Button("Write 197 rows")).ToBeDisabledAsync();
        Assert.Equal(0, await CountAsync(lab));

        // Corrected where they stand, one after the other; until the last one nothing can be written.
        foreach (var (index, fault) in Faults.Index())
        {
            await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Write " })).ToBeDisabledAsync();
            await Cell(visit, fault.Row, fault.Column).FillAsync(fault.Good);
            await Cell(visit, fault.Row, fault.Column).PressAsync("Tab");
            await Expect(bad).ToHaveCountAsync(Faults.Length - index - 1);
        }

        Assert.Equal(0, await CountAsync(lab));
        await visit.Button("Write 200 rows").ClickAsync();
        await Expect(visit.Heading).ToHaveTextAsync("200 samples created, 0 changed");
        await Expect(visit.Page.Locator("dt:text-is('Created') + dd")).ToHaveTextAsync("200");
        Assert.Equal(200, await CountAsync(lab));
        await UndoAsync(visit);
        Assert.Equal(0, await CountAsync(lab));
        await AuditedAsync();
    }

    private static async Task UndoAsync(Visit visit)
    {
        await visit.Button("Undo").First.ClickAsync();
        var asks = visit.Page.Locator("dialog[open]");
        await asks.Locator("#confirm-reason").FillAsync("Sheet of another greenhouse");
        await asks.GetByRole(AriaRole.Button, new() { Name = "Undo the import", Exact = true }).ClickAsync();
        await Expect(visit.Page.Locator("main .chip.lg", new() { HasText = "Undone" })).ToBeVisibleAsync();
    }

    /// <summary>The log says who made and who archived each of them, by which import and why.</summary>
    private async Task AuditedAsync()
    {
        await using var admin = await journeys.SignInAsync("admin");
        await admin.OpenAsync($"/audit?q={Uri.EscapeDataString("Sheet of another greenhouse")}&type=sample&size=200");
        await Expect(admin.Page.Locator("main tbody tr")).ToHaveCountAsync(200);
        await admin.OpenAsync($"/audit?q={Uri.EscapeDataString(File)}&type=sample&channel=import&size=200");
        await Expect(admin.Page.Locator("main tbody tr")).ToHaveCountAsync(200);
    }

    private static ILocator Cell(Visit visit, int row, string column) => visit.Page.GetByLabel($"{column} in row {row}", new() { Exact = true });

    /// <summary>How many samples of the sheet are in the list.</summary>
    private static async Task<int> CountAsync(HttpClient lab)
    {
        var found = await lab.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/samples?q=Delivery47&page[size]=1&include=total", UriKind.Relative));
        return found.GetProperty("total").GetInt32();
    }

    private static string Sheet()
    {
        var sheet = new StringBuilder("Name,Domain,Species,Kind,Quantity,Unit,Location,Collected at\n");
        for (var row = 2; row <= 201; row++)
        {
            string[] cells = [$"Delivery47 plantlet {row - 1}", "tissue culture", "Nicotiana tabacum", "plantlet", "1", "g", "Growth room 2", "2026-11-02"];
            foreach (var fault in Faults.Where(fault => fault.Row == row)) cells[fault.Column switch { "Quantity" => 4, "Species" => 2, _ => 7 }] = fault.Bad;
            sheet.Append(CultureInfo.InvariantCulture, $"{string.Join(',', cells)}\n");
        }

        return sheet.ToString();
    }
}
